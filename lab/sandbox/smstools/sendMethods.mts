import { isMagicRefusal } from '../magicRefusals.mts';
import type { RequestParameters, Note } from '../requestParameters.mts';
import {
	ignoreUnknown,
	jsonScalars,
	readParameters,
	readJsonObject,
	Refusal,
} from '../requestParameters.mts';
import { asText } from '../requestParameters.mts';
import { readSendTime } from './dates.mts';
import type { NewSentMessage } from './messages.mts';
import { bare, gsmLength, isInternational, notePlus, readSender } from './numbers.mts';
import { oneOf, readersOf } from './parameters.mts';
import { CodedRefusal, errorRow } from './refusals.mts';
import type { Method, MethodAnswer, SmstoolsState } from './state.mts';

/** Fact sheet 3.1; older pages have 75. */
const LONGEST_REFERENCE = 255;

/** One object of a send: what it says and to whom. */
interface Order {
	readonly recipients: readonly unknown[];
	readonly isGroup: boolean;
	readonly test: boolean;
	readonly message: Omit<NewSentMessage, 'to'>;
}

/** What happened to one recipient. */
type Outcome = { message: NewSentMessage; test: boolean } | { refusal: CodedRefusal };

/** The methods that send (fact sheet 3.1 to 3.3). */
export function sendMethods(state: SmstoolsState) {
	const { account, clock, contacts, messages, settings } = state;

	/** The parameters that text and voice share (fact sheet 3.1, 3.3). */
	function readCommon(fields: RequestParameters<unknown>, note: Note) {
		const readers = readersOf(note);
		const text = fields.optional('message', readers.textOrNothing);
		if (text === undefined) throw new CodedRefusal(102, 'No message given');
		if (gsmLength(text) > settings.longestMessage) {
			throw new CodedRefusal(
				118,
				`The SMS is too long, it can be maximum ${settings.longestMessage} characters`,
			);
		}
		const date = fields.optional('date', readers.textOrNothing);
		const at = date === undefined ? undefined : readSendTime(date, settings.zone, clock.now());
		const reference = fields.optional('reference', readers.textOrNothing) ?? null;
		if (reference !== null && reference.length > LONGEST_REFERENCE) {
			throw new Refusal(`Parameter reference has more than ${LONGEST_REFERENCE} characters`);
		}
		return {
			text,
			sender: readFrom(fields, note),
			at: at ?? clock.now(),
			reference,
			test: fields.optional('test', readers.flag) ?? false,
		};
	}

	function readFrom(fields: RequestParameters<unknown>, note: Note): string {
		const given = fields.optional('sender', (value) => value);
		if (typeof given === 'number') note('Parameter sender is not a text');
		const sender = readSender(typeof given === 'number' ? String(given) : given);
		if (sender !== undefined) return sender;
		if (settings.missingSender === 'ownNumber') return account.inboxes[0] ?? '';
		throw new CodedRefusal(109, 'The sender is empty');
	}

	/** The recipients: one number or a list (fact sheet 3.1). A number that is not a text is in no document. */
	function readRecipients(fields: RequestParameters<unknown>, note: Note): readonly unknown[] {
		const to = fields.optional('to', (value) => value);
		const list: unknown[] = Array.isArray(to) ? to : [to];
		if (list.some((number) => typeof number === 'number')) note('Parameter to is not a text');
		for (const number of list) notePlus(number, note);
		return list.map((number) => (typeof number === 'number' ? String(number) : number));
	}

	/** Fact sheet 3.1 and 3.2. */
	function readOrder(value: unknown, note: Note): Order {
		return readParameters(
			readJsonObject(value, 'A message'),
			(fields) => {
				const recipients = readRecipients(fields, note);
				const type = fields.optional('type', readersOf(note).text);
				const isGroup = type === 'group';
				if (type !== undefined && !isGroup) note(`Type ${type} is not documented`);
				const { test, ...message } = readCommon(fields, note);
				const subaccount = fields.optional('subid', subaccountOf(note)) ?? null;
				return {
					recipients,
					isGroup,
					test,
					message: { ...message, subaccount, kind: isGroup ? 'group' : 'single' },
				};
			},
			ignoreUnknown(note),
		);
	}

	/** A reader of a known subaccount, by number or by digits. */
	function subaccountOf(note: Note) {
		return (value: unknown, name: string): string | undefined => {
			if (value === '' || value === null) return readersOf(note).text(value, name);
			const id = jsonScalars.id(value, name);
			if (account.subaccounts.some(({ ID }) => ID === id)) return String(id);
			throw new Refusal('subaccount does not exist');
		};
	}

	function outcomesOf({ recipients, isGroup, test, message }: Order): Outcome[] {
		if (isGroup) {
			const group = contacts.groups.find(({ id }) => id === String(recipients[0]));
			if (group === undefined) return [{ refusal: new CodedRefusal(125, 'Group not found') }];
			const amount = contacts.contacts.filter(({ groupid }) => groupid === group.id).length;
			return [{ test, message: { ...message, to: group.id, amount } }];
		}
		return recipients.map((to) => {
			if (!isInternational(to) || isMagicRefusal(to, 'refused')) {
				const isNamed = settings.errorsNameNumbers && to !== undefined;
				const shown = isNamed ? ` ${asText(to)}` : '';
				return { refusal: new CodedRefusal(106, `Destination number${shown} is not valid`) };
			}
			if (contacts.optOuts.includes(bare(to)) || isMagicRefusal(to, 'optedOut')) {
				const shown = settings.errorsNameNumbers ? ` ${to}` : '';
				return { refusal: new CodedRefusal(131, `Recipient${shown} is on your opt-out list`) };
			}
			return { test, message: { ...message, to: bare(to) } };
		});
	}

	/** Fact sheet 3.1. */
	const send: Method = ({ body, query, note }) => {
		// Taken in the query because the body may be an array (fact sheet 3.1).
		const testAll = query.has('test') && readersOf(note).flag(query.get('test'), 'test');
		const isArray = Array.isArray(body);
		const values: unknown[] = isArray ? body : [body];
		if (values.length === 0) throw new CodedRefusal(114, 'The request is empty');
		const orders = values
			.map((value) => readOrder(value, note))
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
	const voice: Method = ({ body, note }) => {
		const order = readParameters(
			readJsonObject(body, 'The body'),
			(fields) => {
				const recipients = readRecipients(fields, note);
				if (recipients.length !== 1) note('Several recipients of a voice message are in no sample');
				const { test, ...message } = readCommon(fields, note);
				const { text } = readersOf(note);
				const language = fields.optional('language', oneOf(text, ['en', 'nl', 'fr', 'de']));
				const gender = fields.optional('gender', oneOf(text, ['Female', 'Male']));
				return {
					recipients,
					isGroup: false,
					test,
					message: {
						...message,
						kind: 'voice' as const,
						language: language ?? 'en',
						gender: gender ?? 'Female',
					},
				};
			},
			ignoreUnknown(note),
		);
		return perform(outcomesOf(order), order.recipients.length > 1, false);
	};

	return { send, voice };
}
