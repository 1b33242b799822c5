import { sendSms } from '../../sendSms';
import { plain } from './plain';

/** All input items that share text, sender, time and template go in as few requests as they can. */
export const smsSendMany = sendSms({ ...plain, acrossItems: true });
