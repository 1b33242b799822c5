import { sendOperation } from '../../../shared/sendOperation';
import { createSmsAdapter } from './sending';

/** `send_sms`, with a request for each input item. */
export const smsSend = sendOperation(async (context) => await createSmsAdapter(context, false));
