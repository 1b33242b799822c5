import { SEND_SMS } from '../../api/endpoints';
import { MOST_PER_PAGE } from '../../api/pages';
import { smsOperation } from '../../gateway';

/** At most as many SMS in a request as one page of `fetch_sms` gives back. */
export const smsSend = smsOperation(SEND_SMS, { maxPerRequest: MOST_PER_PAGE });
