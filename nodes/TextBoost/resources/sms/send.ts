import { sendSms } from '../../sendSms';
import { plain } from './plain';

/** The numbers of one input item go in one request, up to what a server takes. */
export const smsSend = sendSms({ ...plain, acrossItems: false });
