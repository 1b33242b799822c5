import type { IDataObject, IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import { routingOf } from '../shared/declarativeRequest';
import type { Endpoint } from '../shared/endpoint';
import type { Reading } from '../shared/failure';
import type { Fields } from '../shared/fields';
import { fieldsOf } from '../shared/fields';
import { readAccount } from './account';
import type { Api } from './request';
import { createApi } from './request';

/** What an operation needs to ask for one input item. */
export interface Asking<E extends Endpoint = Endpoint> {
	api: Api;
	/** That of the operation. */
	endpoint: E;
	fields: Fields;
	context: IExecutePaginationFunctions;
}

/** The routing of an operation that does not send. */
export function operationOf<const E extends Endpoint>(
	endpoint: E,
	ask: (asking: Asking<E>) => Promise<Reading<IDataObject[]>>,
): INodePropertyRouting {
	return routingOf(endpoint, async (context, http) => {
		const account = await readAccount(context);
		return await ask({
			api: createApi(context, account, http),
			endpoint,
			fields: fieldsOf(context),
			context,
		});
	});
}
