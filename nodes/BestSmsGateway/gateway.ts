import type { IDataObject, IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import type { Reading } from '../shared/failure/failure';
import type { Endpoint } from '../shared/http/endpoint';
import type { FieldReader } from '../shared/input/fieldReader';
import { fieldReaderOf } from '../shared/input/fieldReader';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount } from './api/account';
import type { Action } from './api/endpoints';
import type { HttpSettings } from './api/request';
import type { Sending } from './sending/adapter';
import { createSmsAdapter } from './sending/adapter';

/** What an operation needs to ask for one input item. */
export interface Asking {
	context: IExecutePaginationFunctions;
	account: Account;
	fields: FieldReader;
	http: HttpSettings;
	/** n8n's time zone, in which the user enters times. */
	zone: string;
}

/** An operation that reads, stops or deletes. */
export function plainOperation(
	action: Action,
	ask: (asking: Asking) => Promise<Reading<IDataObject[]>>,
): INodePropertyRouting {
	return routingOf(action, async (context, http) => {
		const account = await readAccount(context);
		const zone = context.getTimezone();
		return await ask({ context, account, fields: fieldReaderOf(context), http, zone });
	});
}

/** An operation that sends SMS to numbers. */
export function smsOperation(endpoint: Endpoint, sending: Sending): SendOperation {
	return sendOperation(endpoint, async (context) => await createSmsAdapter(context, sending));
}
