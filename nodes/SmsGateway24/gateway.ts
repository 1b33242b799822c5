import type { IAllExecuteFunctions, IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { askOperation } from '../shared/asking/askOperation';
import type { Reading } from '../shared/failure/failure';
import { success } from '../shared/failure/failure';
import type { Endpoint } from '../shared/http/endpoint';
import { FieldReader } from '../shared/input/fieldReader';
import type { Ask } from '../shared/operations/declarativeRequest';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { ListOperation } from '../shared/operations/listOperation';
import { listOperation } from '../shared/operations/listOperation';
import { deduplicationStoreOf } from '../shared/operations/deduplicationStore';
import type { SavedThing } from '../shared/operations/savedStates';
import { SavedStates } from '../shared/operations/savedStates';
import { creationInWords, creationOf } from '../shared/sending/creation';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount, SERVICE } from './api/account';
import type { Call } from './api/request';
import { callMethod } from './api/request';
import { SMS_SIZES } from './records/smsSizes';
import type { Sending } from './sending/adapter';
import { createSmsAdapter } from './sending/adapter';

/** An input item. */
export interface Item {
	account: Account;
	fields: FieldReader;
	/** n8n's time zone, in which the user enters times. */
	zone: string;
}

type AskForItem = (
	item: Item,
	call: (call: Call) => Promise<Reading<IDataObject>>,
	context: IAllExecuteFunctions,
) => Promise<Reading<IDataObject[]>>;

/** An operation that reads one record. */
export function plainOperation(endpoint: Endpoint, ask: AskForItem): INodePropertyRouting {
	return routingOf(endpoint, askOf(ask));
}

/** An operation that reads a list. */
export function readingOperation(endpoint: Endpoint, ask: AskForItem): ListOperation {
	return listOperation(endpoint, askOf(ask));
}

function askOf(ask: AskForItem): Ask<Endpoint> {
	return async (context, target, fields) => {
		const account = await readAccount(context);
		const item = { account, fields, zone: context.getTimezone() };
		const callFor = async (call: Call) => await callMethod(context, account, target, call);
		return await ask(item, callFor, context);
	};
}

/** How the gateway creates one thing. */
interface Creation<T> {
	/** What it is, in sentences, e.g. "contact". */
	thing: string;
	/** @param runStart when the first try of the run began, in milliseconds since 1970 */
	read: (item: Item, runStart: number) => T;
	/** The phone number of the thing, the same for two spellings of it; missing where things have none. */
	numberOf?: (thing: T) => string;
	call: (thing: T) => Call;
	/** What comes out, with its `id`; null where the answer has none. */
	toRow: (thing: T, answer: IDataObject) => IDataObject;
	/** What is remembered of it across executions, where the user wants that; undefined where not. */
	savedOf?: (thing: T) => SavedThing | undefined;
	/** What it is for whom; set where it can have an idempotency key. */
	contentOf?: (thing: T) => string[];
}

/** An operation that creates one thing for each input item, guarded like a send. */
export function creationOperation<T extends object>(
	endpoint: Endpoint,
	{ thing, read, numberOf, call, toRow, savedOf, contentOf }: Creation<T>,
): SendOperation {
	return creationOf<T>(endpoint, async (context) => {
		const account = await readAccount(context);
		const zone = context.getTimezone();
		return {
			service: SERVICE,
			defaultCountryCode: numberOf && account.defaultCountryCode,
			outcomeInWords: creationInWords(thing),
			numberOf,
			...(savedOf && {
				remembrance: {
					states: savedStatesOf(context, account),
					thingOf: savedOf,
					unchangedRow: (known: T) => ({ ...toRow(known, {}), change: 'unchanged' }),
				},
			}),
			...(contentOf && {
				idempotency: { contentOf, unsentRow: (known: T) => toRow(known, {}) },
			}),
			read: (parameter, itemIndex, runStart) =>
				read(
					{ account, fields: new FieldReader(context.getNode(), itemIndex, parameter), zone },
					runStart,
				),
			async create(created, http) {
				const target = { ...http, ...endpoint };
				const answer = await callMethod(context, account, target, call(created));
				if (!answer.ok) return answer;
				const row = toRow(created, answer.value);
				// The answer is printed without one for campaigns (fact sheet, section 7.2).
				const notice = `${SERVICE} created the ${thing}, but did not return its ID.`;
				return success(row, row.id === null ? notice : undefined);
			},
		};
	});
}

/** What this node has saved in an account; undefined where n8n has no store. */
function savedStatesOf(
	context: IAllExecuteFunctions,
	{ baseUrl, credential }: Account,
): SavedStates | undefined {
	const store = deduplicationStoreOf(context);
	if (store === undefined) return undefined;
	const { token, email, password } = credential.data;
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	return new SavedStates(store, node, JSON.stringify([baseUrl, token, email, password]));
}

/** An operation that sends SMS. */
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
