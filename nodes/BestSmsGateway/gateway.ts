import type { IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { askOperation } from '../shared/asking/askOperation';
import type { Reading } from '../shared/failure/failure';
import type { Endpoint } from '../shared/http/endpoint';
import type { FieldReader } from '../shared/input/fieldReader';
import type { Ask } from '../shared/operations/declarativeRequest';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { ListOperation } from '../shared/operations/listOperation';
import { listOperation } from '../shared/operations/listOperation';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount } from './api/account';
import type { Action } from './api/endpoints';
import type { Connection } from './api/request';
import { SMS_SIZES } from './records/smsSizes';
import type { Sending } from './sending/adapter';
import { createSmsAdapter } from './sending/adapter';

/** What an operation needs to ask for one input item. */
interface Asking {
	connection: Connection;
	account: Account;
	fields: FieldReader;
	/** n8n's time zone, in which the user enters times. */
	zone: string;
}

type AskForItem = (asking: Asking) => Promise<Reading<IDataObject[]>>;

/** An operation that reads one thing, stops or deletes. */
export function plainOperation(action: Action, ask: AskForItem): INodePropertyRouting {
	return routingOf(action, askOf(ask));
}

/** An operation that reads a list. */
export function readingOperation(action: Action, ask: AskForItem): ListOperation {
	return listOperation(action, askOf(ask));
}

function askOf(ask: AskForItem): Ask<Action> {
	return async (context, http, fields) => {
		const account = await readAccount(context);
		return await ask({
			connection: { context, account, http },
			account,
			fields,
			zone: context.getTimezone(),
		});
	};
}

/** An operation that sends SMS to numbers. */
export function smsOperation(endpoint: Endpoint, sending: Sending): SendOperation {
	return sendOperation(endpoint, async (context) => await createSmsAdapter(context, sending));
}

/** An operation that sends a question and waits for the answer. */
export function askingOperation(endpoint: Endpoint, sending: Sending): SendOperation {
	return askOperation(
		endpoint,
		async (context) => await createSmsAdapter(context, sending),
		SMS_SIZES,
	);
}
