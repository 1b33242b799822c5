import { sendOperation } from '../../../shared/sendOperation';
import { SEND_SMS } from '../../actions';
import { createSmsAdapter } from './sending';

/** Up to this many recipients are sent at once; more wait for the gateway's queue (fact sheet, section 2). */
const MOST_AT_ONCE = 1_000;

/** The SMS of all input items of the run in as few requests as possible. */
export const smsSendMany = sendOperation(
	SEND_SMS,
	async (context) => await createSmsAdapter(context, MOST_AT_ONCE),
);
