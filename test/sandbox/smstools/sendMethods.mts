import type { Fields } from '../fields.mts';
import { jsonScalars, readFields, readJsonObject, Refusal } from '../fields.mts';
import { readSendTime } from './dates.mts';
import type { NewSentMessage } from './messages.mts';
import { bare, gsmLength, isInternational, readSender } from './numbers.mts';
import { CodedRefusal, errorRow } from './refusals.mts';
import type { Method, MethodAnswer, SmstoolsState } from './state.mts';

/** One object of a send: what it says and to whom. */
interface Order {
	readonly recipients: readonly unknown[];
	readonly isGroup: boolean;
	readonly test: boolean;
	readonly message: Omit<NewSentMessage, 'to'>;
}

/** What became of one recipient. */
type Outcome = { message: NewSentMessage; test: boolean } | { refusal: CodedRefusal };

/** The methods that send (fact sheet 3.1 to 3.3). */
export function sendMethods(state: SmstoolsState) {
	const { account, clock, contacts, messages, settings } = state;

	/** The parameters that text and voice share (fact sheet 3.1, 3.3). */
	function readCommon(fields: Fields<unknown>) {
		const text = fields.optional('message', (value) => value);
		if (typeof text !== 'string' || text === '') throw new CodedRefusal(102, 'No message given');
		if (gsmLength(text) > settings.longestMessage) {
			throw new CodedRefusal(
				118,
				`The SMS is too long, it can be maximum ${settings.longestMessage} characters`,
			);
		}
		const at = readSendTime(
			fields.optional('date', (value) => value),
			settings.zone,
			clock.now(),
		);
		return {
			text,
			sender: readSender(fields.optional('sender', (value) => value)),
			at: at ?? clock.now(),
			reference: fields.optional('reference', reference) ?? null,
			test: fields.optional('test', flag) ?? false,
		};
	}

	/** Fact sheet 3.1 and 3.2. */
	function readOrder(value: unknown): Order {
		return readFields(readJsonObject(value, 'A message'), (fields) => {
			const to = fields.optional('to', (recipients) => recipients);
			const type = fields.optional('type', jsonScalars.text);
			if (type !== undefined && type !== 'group') throw new Refusal('Unknown type');
			const { test, ...message } = readCommon(fields);
			const subaccount = fields.optional('subid', subaccountId) ?? null;
			return {
				recipients: Array.isArray(to) ? to : [to],
				isGroup: type === 'group',
				test,
				message: { ...message, subaccount, kind: type === 'group' ? 'group' : 'single' },
			};
		});
	}

	/** A known subaccount, by number or by digits. */
	function subaccountId(value: unknown, name: string): string {
		const id = jsonScalars.id(value, name);
		if (account.subaccounts.some(({ ID }) => ID === id)) return String(id);
		throw new Refusal('subaccount does not exist');
	}

	function outcomesOf({ recipients, isGroup, test, message }: Order): Outcome[] {
		if (isGroup) {
			const group = contacts.groups.find(({ id }) => id === String(recipients[0]));
			if (group === undefined) return [{ refusal: new CodedRefusal(125, 'Group not found') }];
			const amount = contacts.contacts.filter(({ groupid }) => groupid === group.id).length;
			return [{ test, message: { ...message, to: group.id, amount } }];
		}
		return recipients.map((to) => {
			if (!isInternational(to)) {
				const isNamed = settings.errorsNameNumbers && to !== undefined;
				const shown = isNamed ? ` ${String(to)}` : '';
				return { refusal: new CodedRefusal(106, `Destination number${shown} is not valid`) };
			}
			if (contacts.optOuts.includes(bare(to))) {
				const shown = settings.errorsNameNumbers ? ` ${to}` : '';
				return { refusal: new CodedRefusal(131, `Recipient${shown} is on your opt-out list`) };
			}
			return { test, message: { ...message, to: bare(to) } };
		});
	}

	/** Fact sheet 3.1. */
	const send: Method = ({ body, query }) => {
		// Taken in the query because the body may be an array (fact sheet 3.1).
		const testAll = readFields(query, (fields) => fields.optional('test', flag)) ?? false;
		const isArray = Array.isArray(body);
		const values: unknown[] = isArray ? body : [body];
		if (values.length === 0) throw new CodedRefusal(114, 'The request is empty');
		const orders = values
			.map(readOrder)
			.map((order) => ({ ...order, test: order.test || testAll }));
		if (new Set(orders.map(({ isGroup }) => isGroup)).size > 1) {
			throw new Refusal('One request cannot mix types');
		}
		const many = isArray || orders.some(({ recipients }) => recipients.length > 1);
		return perform(orders.flatMap(outcomesOf), many, isArray);
	};

	function perform(outcomes: Outcome[], many: boolean, isArray: boolean): MethodAnswer {
		const refusals = outcomes.flatMap((outcome) => ('refusal' in outcome ? outcome.refusal : []));
		const [first] = refusals;
		const accepted = outcomes.length - refusals.length;
		if (first !== undefined && (settings.badRecipients === 'refuseAll' || accepted === 0)) {
			throw first;
		}
		const amount = outcomes.reduce(
			(sum, outcome) =>
				sum + ('message' in outcome && !outcome.test ? (outcome.message.amount ?? 1) : 0),
			0,
		);
		if (amount > account.credit) throw new CodedRefusal(108, 'You do not have enough credit');
		account.credit -= amount;

		const rows = outcomes.map((outcome) =>
			'refusal' in outcome
				? errorRow(outcome.refusal)
				: { messageid: outcome.test ? 'test' : messages.send(outcome.message).messageid },
		);
		const ids = rows.flatMap((row) => ('messageid' in row ? row.messageid : []));
		const isTest = outcomes.some((outcome) => 'test' in outcome && outcome.test);
		if (isTest && settings.testAnswer === 'empty') return { status: 200, body: {} };
		if (!many) return { status: 200, body: { messageid: ids[0] } };
		const status = refusals.length === 0 ? 200 : settings.mixedStatus;
		if (isArray && settings.arraySendAnswer === 'rows') return { status, body: rows };
		if (settings.messageIdOrder === 'reversed') ids.reverse();
		const errors = refusals.map(errorRow);
		return { status, body: { messageids: ids, ...(errors.length > 0 && { errors }) } };
	}

	/** Fact sheet 3.3. `language` and `gender` are those of the vendor's own client. */
	const voice: Method = ({ body, query }) => {
		readFields(query, () => undefined);
		const order = readFields(readJsonObject(body, 'The body'), (fields) => {
			const to = fields.optional('to', (value) => value);
			const { test, ...message } = readCommon(fields);
			const language = fields.optional('language', oneOf('en', 'nl', 'fr', 'de')) ?? 'en';
			const gender = fields.optional('gender', oneOf('Female', 'Male')) ?? 'Female';
			return {
				recipients: [to],
				isGroup: false,
				test,
				message: { ...message, kind: 'voice' as const, language, gender },
			};
		});
		return perform(outcomesOf(order), false, false);
	};

	return { send, voice };
}

function reference(value: unknown, name: string): string {
	const text = jsonScalars.text(value, name);
	if (text.length > 255) throw new Refusal(`Parameter ${name} has more than 255 characters`);
	return text;
}

/** True or false (fact sheet 3.1), in a query as text. */
function flag(value: unknown, name: string): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new Refusal(`Parameter ${name} must be true or false`);
}

function oneOf(...allowed: string[]) {
	return (value: unknown, name: string): string => {
		if (typeof value === 'string' && allowed.includes(value)) return value;
		throw new Refusal(`Parameter ${name} must be one of ${allowed.join(', ')}`);
	};
}
