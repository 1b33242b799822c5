import type {
	DeclarativeRestApiSettings,
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { refusal, toNodeApiError } from '../failure/failure';
import type { Endpoint, Target } from '../http/endpoint';
import { FieldReader } from '../input/fieldReader';
import { askInTurn } from './declarativeGate';
import { errorItem, outputItem } from './outputItem';

/**
 * n8n's declarative engine hands the items of an answer on as the arguments of a function (`push(...items)` in
 * `RoutingNode.runNode`), of which JavaScript takes some 120,000. Lists that can be longer are a `listOperation`.
 */
const MOST_ROWS = 100_000;

/**
 * Asks the gateway for one input item and reads its answer as rows.
 *
 * @param target the operation's endpoint, with timeout, proxy and so on as the user set them
 * @param fields those of the item
 * @throws NodeOperationError naming a field that holds what cannot be sent
 */
export type Ask<E extends Endpoint> = (
	context: IAllExecuteFunctions,
	target: Target<E>,
	fields: FieldReader,
) => Promise<Reading<IDataObject[]>>;

/**
 * The routing of a declarative operation, whose (main) request goes to `endpoint`.
 *
 * n8n calls a function given as `pagination` in place of the request. That is the one place of a
 * declarative node that sees network faults, and the only way to link the items of a failed
 * request to their input item. It is also where items wait for their turn.
 */
export function routingOf<const E extends Endpoint>(
	endpoint: E,
	ask: Ask<E>,
): INodePropertyRouting {
	return {
		request: endpoint,
		send: { paginate: true },
		operations: { pagination: paginationOf(endpoint, ask) },
	};
}

function paginationOf<E extends Endpoint>(endpoint: E, ask: Ask<E>) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const itemIndex = this.getItemIndex();
		const fields = new FieldReader(this.getNode(), itemIndex, (name, fallback, options) =>
			this.getNodeParameter(name, fallback, options),
		);
		const target = { ...httpOptionsOf(requestData.options), ...endpoint };
		return await itemsFor(this, itemIndex, async () =>
			withinBounds(await askInTurn(this, async () => await ask(this, target, fields))),
		);
	};
}

/**
 * What comes out for an input item: a row each, or the error for a node that continues on fail.
 *
 * @throws the error for a node that does not
 */
export async function itemsFor(
	context: IExecuteFunctions | IExecutePaginationFunctions,
	itemIndex: number,
	read: () => Promise<Reading<IDataObject[]>>,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const answer = async (): Promise<INodeExecutionData[]> => {
		const reading = await read();
		if (!reading.ok) throw toNodeApiError(node, reading.failure, itemIndex);
		return reading.value.map((row) => outputItem(row, itemIndex));
	};
	if (!context.continueOnFail()) return await answer();
	return await answer().catch((error: Error) => [errorItem(node, error, itemIndex)]);
}

function withinBounds(reading: Reading<IDataObject[]>): Reading<IDataObject[]> {
	if (!reading.ok || reading.value.length <= MOST_ROWS) return reading;
	return refusal({
		message: `The list has ${reading.value.length} rows, but n8n can handle only ${MOST_ROWS} from one item.`,
		advice: 'Turn off Return All and set Limit, or narrow the list down with a filter.',
		outcome: 'unknown',
	});
}

function httpOptionsOf(
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): Partial<IHttpRequestOptions> {
	const { skipSslCertificateValidation, ...rest } = options;
	return {
		...rest,
		...(skipSslCertificateValidation === true && { skipSslCertificateValidation: true }),
	};
}
