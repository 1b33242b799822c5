import { sendSms } from '../../sending/adapter';
import { plain } from './plain';

/** The numbers of one input item go in one request, up to what a server takes. */
export const smsSend = sendSms({ ...plain, acrossItems: false });
