import { sendSms } from '../../sending/adapter';
import { plain } from './plain';

/** All input items that share text, sender, time and template go in as few requests as they can. */
export const smsSendMany = sendSms({ ...plain, acrossItems: true });
