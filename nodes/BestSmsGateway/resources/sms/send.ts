import { sendOperation } from '../../../shared/sendOperation';
import { MOST_PER_PAGE } from '../../records';
import { createSmsAdapter } from './sending';

/** `send_sms`, with at most as many SMS in a request as one page of `fetch_sms` gives back. */
export const smsSend = sendOperation(
	async (context) => await createSmsAdapter(context, MOST_PER_PAGE),
);
