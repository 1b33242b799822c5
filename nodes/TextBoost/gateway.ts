import type { IAllExecuteFunctions, IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { askOperation } from '../shared/asking/askOperation';
import type { Reading } from '../shared/failure/failure';
import type { Endpoint } from '../shared/http/endpoint';
import { FieldReader } from '../shared/input/fieldReader';
import type { Ask } from '../shared/operations/declarativeRequest';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { ListOperation } from '../shared/operations/listOperation';
import { listOperation } from '../shared/operations/listOperation';
import { creationOf } from '../shared/sending/creation';
import type { Idempotency } from '../shared/sending/idempotency';
import type { OutcomeInWords } from '../shared/sending/sendAdapter';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount, SERVICE } from './api/account';
import type { Api } from './api/request';
import { createApi } from './api/request';
import { SMS_SIZES } from './records/smsSizes';
import type { Sending } from './sending/adapter';
import { createSmsAdapter } from './sending/adapter';

/** What an operation needs to ask for one input item. */
export interface Asking<E extends Endpoint = Endpoint> {
	api: Api;
	/** That of the operation. */
	endpoint: E;
	fields: FieldReader;
	context: IAllExecuteFunctions;
}

type AskForItem<E extends Endpoint> = (asking: Asking<E>) => Promise<Reading<IDataObject[]>>;

/** An operation that reads one record, changes or deletes. */
export function plainOperation<const E extends Endpoint>(
	endpoint: E,
	ask: AskForItem<E>,
): INodePropertyRouting {
	return routingOf(endpoint, askOf(endpoint, ask));
}

/** An operation that reads a list. */
export function readingOperation<const E extends Endpoint>(
	endpoint: E,
	ask: AskForItem<E>,
): ListOperation {
	return listOperation(endpoint, askOf(endpoint, ask));
}

function askOf<E extends Endpoint>(endpoint: E, ask: AskForItem<E>): Ask<E> {
	return async (context, http, fields) => {
		const account = await readAccount(context);
		return await ask({ api: createApi(context, account, http), endpoint, fields, context });
	};
}

/** How the gateway creates or saves one thing. */
interface Creation<E extends Endpoint, T> {
	outcomeInWords: OutcomeInWords;
	/** Set where twice is the same as once. */
	isRepeatable?: true;
	maxConcurrency?: number;
	/**
	 * @param zone n8n's time zone, in which the user enters times
	 * @param runStart when the first try of the run began, in milliseconds since 1970
	 */
	read: (item: { account: Account; fields: FieldReader; zone: string; runStart: number }) => T;
	/** The phone number of the thing, the same for two spellings of it; missing where things have none. */
	numberOf?: (thing: T) => string;
	/** Set where things can have an idempotency key. */
	idempotency?: Idempotency<T>;
	/** Never throws. */
	create: (
		thing: T,
		asking: { api: Api; endpoint: E; context: IAllExecuteFunctions },
	) => Promise<Reading<IDataObject>>;
}

/** An operation that creates or saves one thing for each input item, guarded like a send. */
export function creationOperation<const E extends Endpoint, T extends object>(
	endpoint: E,
	{ read, numberOf, create, ...creation }: Creation<E, T>,
): SendOperation {
	return creationOf<T>(endpoint, async (context) => {
		const account = await readAccount(context);
		const zone = context.getTimezone();
		return {
			...creation,
			service: SERVICE,
			defaultCountryCode: numberOf && account.defaultCountryCode,
			numberOf,
			read(parameter, itemIndex, runStart) {
				const fields = new FieldReader(context.getNode(), itemIndex, parameter);
				return read({ account, fields, zone, runStart });
			},
			create: async (created, http) =>
				await create(created, { api: createApi(context, account, http), endpoint, context }),
		};
	});
}

/** An operation that sends. */
export function smsOperation(endpoint: Endpoint, sending: Sending): SendOperation {
	return sendOperation(
		endpoint,
		async (context) => await createSmsAdapter(context, endpoint, sending),
	);
}

/** An operation that sends a question and waits for the answer. */
export function askingOperation(endpoint: Endpoint, sending: Sending): SendOperation {
	return askOperation(
		endpoint,
		async (context) => await createSmsAdapter(context, endpoint, sending),
		SMS_SIZES,
	);
}
