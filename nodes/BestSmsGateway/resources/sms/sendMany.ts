import { sendOperation } from '../../../shared/sendOperation';
import { createSmsAdapter } from './sending';

/** Up to so many recipients are sent at once; more wait for the gateway's queue (fact sheet, section 2). */
const MOST_AT_ONCE = 1_000;

/** `send_sms`, with the SMS of all input items of the run in as few requests as possible. */
export const smsSendMany = sendOperation(
	async (context) => await createSmsAdapter(context, MOST_AT_ONCE),
);
