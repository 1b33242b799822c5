import type { IDataObject, IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import { routingOf } from '../shared/declarativeRequest';
import type { Reading } from '../shared/failure';
import type { Fields } from '../shared/fields';
import { fieldsOf } from '../shared/fields';
import { readAccount } from './account';
import type { Api } from './request';
import { createApi } from './request';

/** What an operation needs to ask for one input item. */
export interface Asking {
	api: Api;
	fields: Fields;
	context: IExecutePaginationFunctions;
}

/**
 * The routing of an operation that does not send. Address and method depend on the fields, so that
 * the operation builds its requests itself.
 */
export function operationOf(
	ask: (asking: Asking) => Promise<Reading<IDataObject[]>>,
): INodePropertyRouting {
	return routingOf('', async (context, http) => {
		const account = await readAccount(context);
		return await ask({
			api: createApi(context, account, http),
			fields: fieldsOf(context),
			context,
		});
	});
}
