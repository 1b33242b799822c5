import type { IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { creationInWords, creationOf } from '../shared/creation';
import type { Ask } from '../shared/declarativeRequest';
import { routingOf } from '../shared/declarativeRequest';
import type { Endpoint } from '../shared/endpoint';
import type { Reading } from '../shared/failure';
import { success } from '../shared/failure';
import { Fields } from '../shared/fields';
import type { ListOperation } from '../shared/listOperation';
import { listOperation } from '../shared/listOperation';
import { SMS_OUTCOME_IN_WORDS } from '../shared/sendAdapter';
import type { SendOperation } from '../shared/sendOperation';
import { sendOperation } from '../shared/sendOperation';
import type { Account } from './account';
import { readAccount, SERVICE } from './account';
import type { OutgoingSms } from './outgoingSms';
import { acceptedSms, failedSms, readOutgoingSms } from './outgoingSms';
import type { Call } from './request';
import { callMethod } from './request';

/** An input item. */
export interface Item {
	account: Account;
	fields: Fields;
	/** n8n's time zone, in which the user enters times. */
	zone: string;
}

type AskForItem = (
	item: Item,
	call: (call: Call) => Promise<Reading<IDataObject>>,
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
		return await ask(item, async (call) => await callMethod(context, account, target, call));
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
	/** What comes out. */
	toRow: (thing: T, answer: IDataObject) => IDataObject;
}

/** An operation that creates one thing for each input item, guarded like a send. */
export function creationOperation<T extends object>(
	endpoint: Endpoint,
	{ thing, read, numberOf, call, toRow }: Creation<T>,
): SendOperation {
	return creationOf<T>(endpoint, async (context) => {
		const account = await readAccount(context);
		const zone = context.getTimezone();
		return {
			service: SERVICE,
			defaultCountryCode: numberOf && account.defaultCountryCode,
			outcomeInWords: creationInWords(thing),
			numberOf,
			read: (parameter, itemIndex, runStart) =>
				read(
					{ account, fields: new Fields(context.getNode(), itemIndex, parameter), zone },
					runStart,
				),
			async create(created, http) {
				const target = { ...http, ...endpoint };
				const answer = await callMethod(context, account, target, call(created));
				return answer.ok ? success(toRow(created, answer.value)) : answer;
			},
		};
	});
}

/** How the gateway sends. */
interface Sending {
	maxPerRequest: number;
	/** Where the account's email and password go along with each SMS. */
	withPassword?: Endpoint;
	/** One request. */
	call: (messages: [OutgoingSms, ...OutgoingSms[]]) => Call;
	/** The id of the SMS, as far as the answer tells it. */
	idIn: (answer: IDataObject) => string | null;
}

/** An operation that sends SMS. */
export function smsOperation(
	endpoint: Endpoint,
	{ maxPerRequest, withPassword = endpoint, call, idIn }: Sending,
): SendOperation {
	return sendOperation<OutgoingSms>(endpoint, async (context) => {
		const account = await readAccount(context);
		return {
			service: SERVICE,
			defaultCountryCode: account.defaultCountryCode,
			maxPerRequest,
			outcomeInWords: SMS_OUTCOME_IN_WORDS,
			prepare: (parameter, itemIndex, runStart) =>
				readOutgoingSms(context, account, parameter, itemIndex, runStart),
			async transmit([first, ...others], { http }) {
				if (first === undefined) return [];
				const target = { ...http, ...(account.sendWithPassword ? withPassword : endpoint) };
				const answer = await callMethod(context, account, target, call([first, ...others]));
				return [first, ...others].map((sms) =>
					answer.ok ? success(acceptedSms(sms, idIn(answer.value), answer.value)) : answer,
				);
			},
			failedRow: failedSms,
		};
	});
}
