import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import { askInTurn } from './declarativeGate';
import type { Reading } from './failure';
import { refusal, toNodeApiError } from './failure';
import { errorItem, outputItem } from './outputItem';

/**
 * n8n hands the items of an answer on as the arguments of a function (`push(...items)`), of which JavaScript takes
 * some 120,000.
 */
const MOST_ROWS = 100_000;

/**
 * Asks the gateway for one input item and reads its answer as rows.
 *
 * @param options the request as n8n built it: address, timeout, proxy and so on, without a body
 * @throws NodeOperationError naming a field that holds what cannot be sent
 */
export type Ask = (
	context: IExecutePaginationFunctions,
	options: IHttpRequestOptions,
) => Promise<Reading<IDataObject[]>>;

/**
 * The routing of a declarative operation that POSTs to `url`.
 *
 * n8n calls a function given as `pagination` in place of the request. That is the one place of a
 * declarative node that sees network faults, and the only way to link the items of a failed
 * request to their input item. It is also where items wait for their turn.
 */
export function routingOf(url: string, ask: Ask): INodePropertyRouting {
	return {
		request: { method: 'POST', url },
		send: { paginate: true },
		operations: { pagination: paginationOf(ask) },
	};
}

function paginationOf(ask: Ask) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const node = this.getNode();
		const itemIndex = this.getItemIndex();
		const answer = async (): Promise<INodeExecutionData[]> => {
			const http = httpOptionsOf(requestData.options);
			const reading = withinBounds(await askInTurn(this, async () => await ask(this, http)));
			if (!reading.ok) throw toNodeApiError(node, reading.failure, itemIndex);
			return reading.value.map((row) => outputItem(row, itemIndex));
		};
		if (!this.continueOnFail()) return await answer();
		return await answer().catch((error: Error) => [errorItem(node, error, itemIndex)]);
	};
}

function withinBounds(reading: Reading<IDataObject[]>): Reading<IDataObject[]> {
	if (!reading.ok || reading.value.length <= MOST_ROWS) return reading;
	return refusal({
		message: `The list has ${reading.value.length} rows, and n8n can take ${MOST_ROWS} from one item.`,
		advice: 'Turn off Return All and set Limit, or ask for less with a filter.',
		outcome: 'unknown',
	});
}

function httpOptionsOf(
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): IHttpRequestOptions {
	const { url = '', skipSslCertificateValidation, ...rest } = options;
	return {
		...rest,
		url,
		...(skipSslCertificateValidation === true && { skipSslCertificateValidation: true }),
	};
}
