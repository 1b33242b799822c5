import type { IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { askOperation } from '../shared/asking/askOperation';
import type { Reading } from '../shared/failure/failure';
import type { Endpoint, Target } from '../shared/http/endpoint';
import { FieldReader } from '../shared/input/fieldReader';
import type { Ask } from '../shared/operations/declarativeRequest';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { ListOperation } from '../shared/operations/listOperation';
import { listOperation } from '../shared/operations/listOperation';
import { creationOf } from '../shared/sending/creation';
import type { OutcomeInWords } from '../shared/sending/sendAdapter';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount, SERVICE } from './api/account';
import type { List } from './api/pages';
import { readList } from './api/pages';
import type { Call } from './api/request';
import { callMethod } from './api/request';
import type { Finder } from './fields/choices';
import { finderOf } from './fields/choices';
import { SMS_SIZES } from './records/smsSizes';
import type { Sending } from './sending/adapter';
import { createSmsAdapter } from './sending/adapter';

/** Calls the endpoint of the operation. Never throws. */
type CallEndpoint = <T>(call: Call<T>) => Promise<Reading<T>>;

/** What an operation needs to ask for one input item. */
export interface Asking<E extends Endpoint = Endpoint> {
	account: Account;
	fields: FieldReader;
	/** The endpoint of the operation. */
	target: Target<E>;
	call: CallEndpoint;
	find: Finder;
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
			account,
			fields,
			target,
			call: async (call) => await callMethod(context, account, target, call),
			find: finderOf(context, account, target),
			list: async (list, most, other = target) =>
				await readList(context, account, other, list, most),
		});
	};
}

/** How the gateway creates or changes one thing. */
interface Creation<T> {
	outcomeInWords: OutcomeInWords;
	/** Set where twice is the same as once. */
	isRepeatable?: true;
	/** @param zone n8n's time zone, in which the user enters dates */
	read: (item: { account: Account; fields: FieldReader; zone: string }) => T;
	/** The phone number of the thing, the same for two spellings of it. */
	numberOf: (thing: T) => string;
	/** Never throws. */
	create: (thing: T, call: CallEndpoint, find: Finder) => Promise<Reading<IDataObject>>;
}

/** An operation that creates or changes one thing for each input item, guarded like a send. */
export function creationOperation<T extends object>(
	endpoint: Endpoint,
	{ read, create, ...creation }: Creation<T>,
): SendOperation {
	return creationOf<T>(endpoint, async (context) => {
		const account = await readAccount(context);
		const zone = context.getTimezone();
		return {
			...creation,
			service: SERVICE,
			defaultCountryCode: account.defaultCountryCode,
			read: (parameter, itemIndex) =>
				read({ account, fields: new FieldReader(context.getNode(), itemIndex, parameter), zone }),
			async create(thing, http) {
				const target = { ...http, ...endpoint };
				return await create(
					thing,
					async (call) => await callMethod(context, account, target, call),
					finderOf(context, account, http),
				);
			},
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
