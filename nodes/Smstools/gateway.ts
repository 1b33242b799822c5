import type { IAllExecuteFunctions, IDataObject, INodePropertyRouting } from 'n8n-workflow';
import type { Ask } from '../shared/declarativeRequest';
import { routingOf } from '../shared/declarativeRequest';
import type { Endpoint, Target } from '../shared/endpoint';
import type { Reading } from '../shared/failure';
import type { Fields } from '../shared/fields';
import type { ListOperation } from '../shared/listOperation';
import { listOperation } from '../shared/listOperation';
import type { Account } from './account';
import { readAccount } from './account';
import type { List } from './list';
import { readList } from './list';
import type { Call } from './request';
import { callMethod } from './request';

/** What an operation needs to ask for one input item. */
export interface Asking<E extends Endpoint = Endpoint> {
	context: IAllExecuteFunctions;
	account: Account;
	fields: Fields;
	/** The endpoint of the operation. */
	target: Target<E>;
	/** Calls the endpoint. Never throws. */
	call: <T>(call: Call<T>) => Promise<Reading<T>>;
	/** Reads the list at the endpoint, or at another one, up to `most` rows. Never throws. */
	list: (list: List, most: number, target?: Target) => Promise<Reading<IDataObject[]>>;
}

type AskForItem<E extends Endpoint> = (asking: Asking<E>) => Promise<Reading<IDataObject[]>>;

/** An operation that reads one record or updates. */
export function plainOperation<const E extends Endpoint>(
	endpoint: E,
	ask: AskForItem<E>,
): INodePropertyRouting {
	return routingOf(endpoint, askOf(ask));
}

/** An operation that reads a list. */
export function readingOperation<const E extends Endpoint>(
	endpoint: E,
	ask: AskForItem<E>,
): ListOperation {
	return listOperation(endpoint, askOf(ask));
}

function askOf<E extends Endpoint>(ask: AskForItem<E>): Ask<E> {
	return async (context, target, fields) => {
		const account = await readAccount(context);
		return await ask({
			context,
			account,
			fields,
			target,
			call: async (call) => await callMethod(context, account, target, call),
			list: async (list, most, other = target) =>
				await readList(context, account, other, list, most),
		});
	};
}
