import { STANDARD_SIZES } from '../../shared/cost/segments';

/** The phones send as the standard has it; what the gateway counts is not documented. */
export const SMS_SIZES = STANDARD_SIZES;
