import type { Zone } from 'luxon';
import { readFields, readJsonObject } from '../fields.mts';
import type { Reader } from '../fields.mts';
import type { Account } from './accounts.mts';
import { pagesOf } from './messages.mts';
import {
	cleanGroupName,
	commaList,
	dialCode,
	isBlank,
	onOff,
	oneOf,
	plain,
	scheduledTime,
	senderId,
	splitNumbers,
	storedNumber,
	timezoneOffset,
} from './parameters.mts';
import { CodedRefusal } from './refusal.mts';
import type { Action, BestSmsGatewayState } from './state.mts';
import { counted } from './state.mts';

/** Recipients per request (fact sheet 2). */
const MOST_RECIPIENTS = 5000;

/** Up to so many are handed over within the request; more wait for the queue (fact sheet 2). */
const MOST_AT_ONCE = 1000;

const ON_HOLD =
	'Message currently on hold, and will be dispatched for delivery, once your account has been verified.';

/** An item of `contacts` (vendor document, `send_sms`). */
interface ContactItem {
	phone: string;
	firstname: string;
	lastname: string;
	group: string;
	extraData: string;
	message: string;
	time: string;
}

/** One recipient, by its stored number. */
interface Recipient extends Partial<ContactItem> {
	number: string;
}

/** `send_sms` (vendor document; fact sheet 2). */
export function sendAction(state: BestSmsGatewayState): Action {
	const { clock, contacts, droppedNumbers, messages, settings } = state;

	return (fields) => {
		const input = {
			message: fields.optional('message', plain) ?? '',
			recipients: fields.optional('recipients', plain) ?? '',
			type: fields.optional('type', onOff) === true,
			unicode: fields.optional('unicode', onOff) === true,
			route: fields.optional('route', oneOf('0', '1', '2')) ?? '0',
			sender: fields.optional('sender_id', senderId) ?? '',
			dialCode: fields.optional('default_dial_code', dialCode),
			sendAt: fields.optional('send_at', plain) ?? '',
			zone: fields.optional('timezone_offset', timezoneOffset),
			groups: fields.optional('contact_groups', commaList) ?? [],
			ignoredGroups: fields.optional('ignore_groups', commaList) ?? [],
			contacts: fields.optional('contacts', contactItems) ?? [],
			saveAs: fields.optional('save_as', plain) ?? '',
		};

		return async (account) => {
			const { groups, message } = input;
			const byContacts = settings.contactsAloneTaken && input.contacts.length > 0;
			if (input.recipients === '' && groups.length === 0 && !byContacts) {
				throw new CodedRefusal(7, 'recipients not supplied');
			}
			if (message === '') throw new CodedRefusal(7, 'message not supplied');
			const zone = input.zone ?? timezoneOffset(account.timezoneOffset, 'timezone_offset');
			const now = clock.now();
			const scheduled = isBlank(input.sendAt) ? now : scheduledTime(input.sendAt, zone, now);

			const recipients = recipientsOf(account);
			if (recipients.length > MOST_RECIPIENTS) {
				throw new CodedRefusal(
					11,
					`You can not dispatch SMS to more than 5,000 recipients at once. (You are sending to ${recipients.length} recipients)`,
				);
			}
			return await store(account, recipients, scheduled > now ? scheduled : undefined, zone);
		};

		/** Each number once, with what `contacts` says about it (vendor document: duplicates are removed). */
		function recipientsOf(account: Account): Recipient[] {
			const listed = new Map<string, Recipient>();
			const group = input.saveAs === '' ? 'default' : cleanGroupName(input.saveAs);
			const isDropped = droppedNumbers.ofNextSend();
			const taken = (phone: string): string[] => {
				const number = storedNumber(phone, account.dialCode);
				return number === undefined || isDropped(number) ? [] : [number];
			};
			for (const item of input.contacts) {
				for (const number of taken(item.phone)) {
					listed.set(number, { ...item, number, group: isBlank(item.group) ? group : item.group });
				}
			}
			const plainNumbers = splitNumbers(input.recipients).flatMap(taken);
			// A number in `recipients` takes the place of a contact, but not of its text (source, `api_v1`).
			for (const number of plainNumbers) {
				const { message, time, extraData } = listed.get(number) ?? {};
				listed.set(number, { number, group, message, time, extraData });
			}
			const ofGroups = contacts.ofGroups(account.id, input.groups).map(
				({ phone, firstname, lastname, group: name }): Recipient => ({
					number: phone,
					firstname,
					lastname,
					group: name,
				}),
			);
			if (listed.size + ofGroups.length === 0) {
				throw new CodedRefusal(11, 'No valid recipient found');
			}
			// Only numbers in `recipients` let anything be saved, but then those of `contacts` are too (fact sheet 2).
			if (input.saveAs !== '' && plainNumbers.length > 0) save(account, [...listed.values()]);

			const found = new Map(ofGroups.map((recipient) => [recipient.number, recipient]));
			for (const [number, recipient] of listed) found.set(number, recipient);
			const ignored = new Set(
				contacts.ofGroups(account.id, input.ignoredGroups).map(({ phone }) => phone),
			);
			const left = [...found.values()].filter(({ number }) => !ignored.has(number));
			// Source, `_send_sms`.
			if (left.length === 0) throw new CodedRefusal(11, 'No recipient contact found.');
			return left;
		}

		function save(account: Account, recipients: readonly Recipient[]): void {
			contacts.save(
				recipients.map(({ number, firstname, lastname, group = '' }) => ({
					accountId: account.id,
					userId: account.userId,
					phone: number,
					firstname,
					lastname,
					group: cleanGroupName(isBlank(group) ? input.saveAs : group),
					time: Math.floor(clock.now().getTime() / 1000),
				})),
			);
		}

		async function store(
			account: Account,
			recipients: readonly Recipient[],
			later: Date | undefined,
			zone: Zone,
		): Promise<Record<string, unknown>> {
			const now = clock.now();
			const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
			// Judged by the text for all, whatever the texts of `contacts` (source, `_send_sms`).
			const isHeld =
				settings.heldWords.some((word) =>
					input.message.toLowerCase().includes(word.toLowerCase()),
				) ||
				(hasLink(input.message) && recipients.length > settings.mostLinkedRecipients);
			const isQueued = later !== undefined || recipients.length > MOST_AT_ONCE;
			const batchId = `${account.userId}_${account.id}_${seconds(now)}`;
			const list = recipients.map((recipient) => {
				const own = recipient.message ?? '';
				const text = withPlaceholders(isBlank(own) ? input.message : own, recipient);
				const time = recipient.time ?? '';
				return {
					accountId: account.id,
					userId: account.userId,
					recipient: recipient.number,
					sender: input.sender === '' ? account.senderId : input.sender,
					text,
					batchId,
					submitted: seconds(now),
					scheduled: seconds(isBlank(time) ? (later ?? now) : scheduledTime(time, zone, now)),
					locked: isHeld || !isQueued,
					type: Number(input.type),
					unicode: Number(input.unicode),
					// Anything but 0 becomes 1 (fact sheet 2).
					route: input.route === '0' || input.route === '' ? 0 : 1,
					pages: pagesOf(text, input.unicode),
					extraData: recipient.extraData ?? '',
				};
			});
			const units = list.reduce((sum, { pages }) => sum + pages, 0);
			if (account.balance < units) throw creditRefusal();
			account.balance -= units;
			messages.add(list);
			// Charged and stored all the same (fact sheet 2).
			if (isHeld) throw new CodedRefusal(11, ON_HOLD);
			if (!isQueued) await messages.dispatch(batchId);
			return { batch_id: batchId, total: counted(settings, list.length) };
		}
	};

	function creditRefusal(): CodedRefusal {
		return settings.creditRefusal === 'document'
			? new CodedRefusal(1, 'insufficient credit')
			: new CodedRefusal(11, 'Insufficient SMS credit');
	}
}

/** A link, an e-mail address or a number of 11 digits (fact sheet 2; source, `_send_sms`). */
function hasLink(text: string): boolean {
	return (
		/http|www\./i.test(text) ||
		/\b[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,4}\b/i.test(text) ||
		/\b[0-9]{11,}\b/.test(text)
	);
}

/** Fills in the contact's own fields, whatever their case; undocumented (fact sheet 2). */
function withPlaceholders(text: string, recipient: Recipient): string {
	const values: Record<string, string | undefined> = {
		firstname: recipient.firstname,
		lastname: recipient.lastname,
		phone: recipient.number,
		group_name: recipient.group,
	};
	return text.replace(
		/\[(\w+)\]/g,
		(placeholder, name: string) => values[name.toLowerCase()] ?? placeholder,
	);
}

/** JSON that cannot be read counts as no contacts (fact sheet 2). */
const contactItems: Reader<string, ContactItem[]> = (value) => {
	const items = parseList(value);
	return (items ?? []).map((item) =>
		readFields(readJsonObject(item, 'A contact'), (fields) => ({
			phone: fields.required('phone', jsonText),
			firstname: fields.optional('firstname', jsonText) ?? '',
			lastname: fields.optional('lastname', jsonText) ?? '',
			group: fields.optional('group_name', jsonText) ?? '',
			extraData: fields.optional('extra_data', jsonText) ?? '',
			message: fields.optional('override_message', jsonText) ?? '',
			time: fields.optional('override_date_time', jsonText) ?? '',
		})),
	);
};

/** A text inside `contacts`, where the document has nothing else. */
export const jsonText: Reader<unknown, string> = (value, name) => {
	if (typeof value === 'string') return value;
	throw new CodedRefusal(8, `Parameter ${name} must be a string`);
};

/** The items of a JSON array; undefined for anything else. */
export function parseList(json: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(json);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}
