import { SEND } from '../../api/endpoints';
import { smsOperation } from '../../gateway';
import { plain } from './plain';

/** The numbers of one input item go in one request, up to what a server takes. */
export const smsSend = smsOperation(SEND, { ...plain, acrossItems: false });
