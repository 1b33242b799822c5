import type { IDataObject, INodePropertyRouting } from 'n8n-workflow';
import { creationInWords, creationOf } from '../shared/sending/creation';
import { routingOf } from '../shared/operations/declarativeRequest';
import type { Endpoint } from '../shared/http/endpoint';
import type { Reading } from '../shared/failure/failure';
import { success } from '../shared/failure/failure';
import { FieldReader, fieldReaderOf } from '../shared/input/fieldReader';
import { SMS_OUTCOME_IN_WORDS } from '../shared/sending/sendAdapter';
import type { SendOperation } from '../shared/sending/sendOperation';
import { sendOperation } from '../shared/sending/sendOperation';
import type { Account } from './api/account';
import { readAccount, SERVICE } from './api/account';
import type { OutgoingSms } from './sending/outgoingSms';
import { acceptedSms, failedSms, readOutgoingSms } from './sending/outgoingSms';
import type { Call } from './api/request';
import { callMethod } from './api/request';

/** An input item. */
export interface Item {
	account: Account;
	fields: FieldReader;
	/** n8n's time zone, in which the user enters times. */
	zone: string;
}

/** An operation that reads. */
export function plainOperation(
	endpoint: Endpoint,
	ask: (
		item: Item,
		call: (call: Call) => Promise<Reading<IDataObject>>,
	) => Promise<Reading<IDataObject[]>>,
): INodePropertyRouting {
	return routingOf(endpoint, async (context, target) => {
		const account = await readAccount(context);
		const item = { account, fields: fieldReaderOf(context), zone: context.getTimezone() };
		return await ask(item, async (call) => await callMethod(context, account, target, call));
	});
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
					{ account, fields: new FieldReader(context.getNode(), itemIndex, parameter), zone },
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
