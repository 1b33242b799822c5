import { sendOperation } from '../../../shared/sendOperation';
import { createSmsAdapter } from './sending';

/** `send_sms`, with all input items of the run in as few requests as possible. */
export const smsSendMany = sendOperation(async (context) => await createSmsAdapter(context, true));
