import type { IDataObject, IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { Endpoint, Target } from '../shared/http/endpoint';
import type { Reading } from '../shared/failure/failure';
import type { FieldReader } from '../shared/input/fieldReader';
import { fieldReaderOf } from '../shared/input/fieldReader';
import type { Account } from './api/account';
import { readAccount } from './api/account';
import type { List } from './api/pages';
import { readList } from './api/pages';
import type { Call } from './api/request';
import { callMethod } from './api/request';

/** What an operation needs to ask for one input item. */
export interface Asking<E extends Endpoint = Endpoint> {
	context: IExecutePaginationFunctions;
	account: Account;
	fields: FieldReader;
	/** The endpoint of the operation. */
	target: Target<E>;
	/** Calls the endpoint. Never throws. */
	call: <T>(call: Call<T>) => Promise<Reading<T>>;
	/** Reads the list at the endpoint, or at another one, up to `most` rows. Never throws. */
	list: (list: List, most: number, target?: Target) => Promise<Reading<IDataObject[]>>;
}

/** An operation that reads or updates. */
export function plainOperation<const E extends Endpoint>(
	endpoint: E,
	ask: (asking: Asking<E>) => Promise<Reading<IDataObject[]>>,
): INodePropertyRouting {
	return routingOf(endpoint, async (context, target) => {
		const account = await readAccount(context);
		return await ask({
			context,
			account,
			fields: fieldReaderOf(context),
			target,
			call: async (call) => await callMethod(context, account, target, call),
			list: async (list, most, other = target) =>
				await readList(context, account, other, list, most),
		});
	});
}
