import { STANDARD_SIZES } from '../../shared/cost/segments';

/**
 * As the standard has it. The server charges by its own count, `sms_count` in rows of some versions; that it counts by the
 * standard too is inferred.
 */
export const SMS_SIZES = STANDARD_SIZES;
