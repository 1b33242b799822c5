import { sendOperation } from '../../../shared/sending/sendOperation';
import { MOST_PER_PAGE } from '../../api/pages';
import { SEND_SMS } from '../../api/endpoints';
import { createSmsAdapter } from '../../sending/adapter';

/** At most as many SMS in a request as one page of `fetch_sms` gives back. */
export const smsSend = sendOperation(
	SEND_SMS,
	async (context) => await createSmsAdapter(context, MOST_PER_PAGE),
);
