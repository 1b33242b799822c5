import { sendOperation } from '../../../shared/sendOperation';
import { MOST_PER_PAGE } from '../../records';
import { createSmsAdapter } from './sending';

/**
 * `send_sms`, with as many SMS of the run in a request as one page of `fetch_sms` gives back. Where a
 * text can put a request on hold, no item makes it more likely for another.
 */
export const smsSend = sendOperation(
	async (context) =>
		await createSmsAdapter(context, { maxPerRequest: MOST_PER_PAGE, heldTogether: 'item' }),
);
