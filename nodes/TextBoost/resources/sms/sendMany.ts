import { SEND } from '../../api/endpoints';
import { smsOperation } from '../../gateway';
import { plain } from './plain';

/** All input items that share text, sender, time and template go in as few requests as they can. */
export const smsSendMany = smsOperation(SEND, { ...plain, acrossItems: true });
