import { SEND_SMS } from '../../api/endpoints';
import { smsOperation } from '../../gateway';

/** Up to this many recipients are sent at once; more wait for the gateway's queue (fact sheet, section 2). */
const MOST_AT_ONCE = 1_000;

/** The SMS of all input items of the run in as few requests as possible. */
export const smsSendMany = smsOperation(SEND_SMS, { maxPerRequest: MOST_AT_ONCE });
