import type { IAllExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { OutgoingText } from '../../shared/cost/messageCost';
import { readReplacedText, readSegments } from '../../shared/cost/messageCost';
import type { Form } from '../../shared/http/form';
import { FieldReader } from '../../shared/input/fieldReader';
import type { ParameterReader } from '../../shared/input/parameterReader';
import { withoutPunctuation } from '../../shared/input/phoneNumber';
import type { Encoding } from '../../shared/record/message';
import { quoted } from '../../shared/record/text';
import { readSendTimes } from '../../shared/schedule/sendTime';
import type { OutgoingMessage } from '../../shared/sending/outgoingMessage';
import type { Account } from '../api/account';
import { readEncoding, readGroups, readKeptText, readSender } from '../fields/values';
import { SMS_SIZES } from '../records/smsSizes';
import type { FilledIn } from '../records/storedText';
import { asStored, changeOf, FILLED_IN_FOR_NUMBERS } from '../records/storedText';

/** What holds for all recipients of a request (vendor document, `send_sms`). */
export interface SendSettings {
	from?: string;
	flash: boolean;
	unicode: boolean;
	route?: number;
	/** A full minute, in milliseconds since 1970. */
	sendAt?: number;
	/** Group names, split by commas. */
	excludeGroups: string;
	saveAs: string;
	/** Whether to read the batch back for the ids. */
	fetchIds: boolean;
}

/** What `contacts` says of the person behind a number (vendor document, `send_sms`). */
interface Person {
	firstname?: string;
	lastname?: string;
	group_name?: string;
}

/** One SMS to one number, checked and ready for `send_sms`. */
export interface OutgoingSms extends OutgoingMessage, OutgoingText {
	recipientKey: string;
	/** Without punctuation, which the gateway would drop the number for (fact sheet, section 2). */
	to: string;
	reference?: string;
	/** Undefined where all of them are empty. */
	person?: Person;
	settings: SendSettings;
	simplify: boolean;
	/** How many numbers its item has. */
	recipients: number;
	/** How many numbers of its item are local ones, to which the gateway adds a dial code. */
	localNumbers: 'none' | 'some' | 'all';
}

/**
 * The offset in which times are sent. The gateway makes a zone with summer time of it: London of `+0` (fact
 * sheet, section 12.1). By PHP's own table `+9` is Asia/Tokyo, which has had the same time all year since 1952;
 * no other zone of that offset has summer time either. `+9` has the form of the document's example, `+1`.
 */
const TIME_OFFSET = { form: '+9', zone: 'UTC+9' };

/** The format of `send_at` and `override_date_time` (vendor document, `send_sms`). */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm';

/** The same with seconds, which the vendor's public source takes too (fact sheet, section 12.2). */
const EXACT_TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** The vendor document has no seconds (`send_at`), and what is past is sent at once. */
export const MINUTE_MS = 60_000;

/**
 * Reads the fields of Send and Send Many, one SMS per recipient.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readOutgoingSms(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): OutgoingSms[] {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const recipients = fields.recipients(account.defaultCountryCode);
	const person = readPerson(fields);
	const text = readText(fields, FILLED_IN_FOR_NUMBERS, person);
	const settings = readSettings(fields, parameter, text);
	const { sendAt, timeFor } = readSendTimes(fields, {
		zone: context.getTimezone(),
		runStart,
		stepMs: MINUTE_MS,
	});
	const { reference } = fields.collection('additionalFields');
	const local = recipients.filter(({ key }) => key.startsWith('0')).length;
	const shared = {
		...text,
		itemIndex,
		reference: fields.trimmedText(reference, 'Reference') ?? '',
		person: person !== undefined && Object.values(person).some(Boolean) ? person : undefined,
		simplify: fields.flag('simplify', true),
		recipients: recipients.length,
		localNumbers: local === 0 ? 'none' : local < recipients.length ? 'some' : 'all',
	} as const;
	return recipients.map(({ number, key }) => ({
		...shared,
		to: withoutPunctuation(number),
		recipientKey: key,
		settings: { ...settings, sendAt: timeFor(number) },
		asEntered: { settings: { ...settings, sendAt } },
	}));
}

const PERSON_FIELDS = ['firstName', 'lastName', 'groupName'];

/**
 * What the user says of the person behind the numbers of an item; undefined where no field for it was added.
 *
 * @throws NodeOperationError with Save to Group: the script saves numbers with and without names in one insert, which
 * its database refuses (recorded: "send save_as names+rec")
 */
function readPerson(fields: FieldReader): Person | undefined {
	const additional = fields.collection('additionalFields');
	if (!PERSON_FIELDS.some((name) => name in additional)) return undefined;
	const person = {
		firstname: fields.trimmedText(additional.firstName, 'First Name'),
		lastname: fields.trimmedText(additional.lastName, 'Last Name'),
		group_name: fields.trimmedText(additional.groupName, 'Group Name'),
	};
	const isEmpty = Object.values(person).every((value) => value === undefined);
	if (isEmpty || fields.optionalText(additional.saveAs, 'Save to Group') === undefined) {
		return person;
	}
	throw fields.error(
		'Save to Group cannot save numbers together with First Name, Last Name or Group Name.',
		'Remove Save to Group, and save the contact with Contact: Create or Update.',
	);
}

/**
 * A text with the words in brackets that stand for a person, in either case. The gateway fills them in too, but that is
 * not documented (fact sheet, section 2), and of a number in `recipients` it does not. What is not said of a person is
 * empty, as it is there.
 */
function withPerson(
	text: string,
	{ firstname = '', lastname = '', group_name = '' }: Person,
): string {
	return text
		.replace(/\[firstname\]/gi, () => firstname)
		.replace(/\[lastname\]/gi, () => lastname)
		.replace(/\[group_name\]/gi, () => group_name);
}

/**
 * The text, which the gateway treats as empty when it is 0 (fact sheet, section 2).
 *
 * @param person whose names go into the text
 * @throws NodeOperationError also for what the gateway would change, unless the user wants it sent even so; and for a text
 *   that needs more SMS than Most Segments allows, counted as the gateway stores it
 */
export function readText(
	fields: FieldReader,
	filledIn: FilledIn,
	person?: Person,
): OutgoingText & { encoding: Encoding } {
	const entered = fields.text('message', 'Message');
	const chosen = readEncoding(fields);
	const written = person === undefined ? entered : withPerson(entered, person);
	const { text, replaced } = readReplacedText(fields, written, SMS_SIZES, chosen);
	if (text.trim() === '') {
		throw fields.error(
			`Message is ${quoted(entered)}, of which nothing is left without a name.`,
			'Enter more text in Message, or check First Name and Last Name.',
		);
	}
	if (text === '0') {
		throw fields.error(
			'Message is “0”, which the gateway treats as empty.',
			'Enter a longer text in Message.',
		);
	}
	readKeptText(fields, text, 'Message', { filledIn });
	return { text, replaced, ...readSegments(fields, asStored(text), SMS_SIZES, chosen) };
}

/** Reads what holds for all recipients of an item but the time. */
export function readSettings(
	fields: FieldReader,
	parameter: ParameterReader,
	{ encoding }: { encoding: Encoding },
): SendSettings {
	const additional = fields.collection('additionalFields');
	const { saveAs } = additional;
	return {
		from: readKeptText(fields, readSender(fields, parameter('from', '')), 'From'),
		flash: fields.switch(additional.flash, 'Flash') ?? false,
		unicode: encoding === 'UCS-2',
		route: fields.wholeNumber(additional.route, 'Route'),
		// A blank one is refused where it was added: people would get an SMS who are to get none.
		excludeGroups:
			'excludeGroupId' in additional
				? readGroups(fields, 'additionalFields.excludeGroupId', 'Leave Out Group')
				: '',
		saveAs:
			readKeptText(fields, fields.optionalText(saveAs, 'Save to Group')?.trim(), 'Save to Group') ??
			'',
		fetchIds: additional.fetchIds !== false,
	};
}

/**
 * The parameters that hold for all recipients of a request.
 *
 * @param sendAt when it goes out, in milliseconds since 1970; undefined for at once
 */
export function settingsForm(settings: SendSettings, sendAt: number | undefined): Form {
	return {
		sender_id: settings.from,
		type: settings.flash ? '1' : undefined,
		unicode: settings.unicode ? '1' : undefined,
		route: settings.route?.toString(),
		send_at: formatTime(sendAt),
		timezone_offset: sendAt === undefined ? undefined : TIME_OFFSET.form,
		ignore_groups: settings.excludeGroups,
		save_as: settings.saveAs,
	};
}

/**
 * The parameters of a request for several SMS with the same settings.
 *
 * Where they differ, they go into `contacts`. By the vendor document `recipients` must be there even so, so
 * that the first number is in both places, with its own text as the text for all: whichever of the two
 * the gateway keeps of a number that comes twice, it is the right one.
 *
 * @param sendAt when they go out, in milliseconds since 1970; undefined for at once
 */
export function smsForm(messages: OutgoingSms[], sendAt: number | undefined): Form {
	const [first] = messages;
	if (first === undefined) return {};
	const isPlain = messages.every(
		({ text, reference, person }) => text === first.text && !reference && person === undefined,
	);
	const shared = { ...settingsForm(first.settings, sendAt), message: first.text };
	if (isPlain) return { ...shared, recipients: messages.map(({ to }) => to).join() };
	const contacts = messages.map(({ to, text, reference, person }) => ({
		phone: to,
		...person,
		override_message: text,
		override_date_time: formatTime(sendAt),
		extra_data: reference || undefined,
	}));
	return { ...shared, recipients: first.to, contacts: JSON.stringify(contacts) };
}

/** Whether the gateway is going to change the text of an SMS. */
export function isToBeChanged({ text }: Pick<OutgoingSms, 'text'>): boolean {
	return changeOf(text, FILLED_IN_FOR_NUMBERS) !== undefined;
}

function formatTime(time: number | undefined): string | undefined {
	if (time === undefined) return undefined;
	const format = time % MINUTE_MS === 0 ? TIME_FORMAT : EXACT_TIME_FORMAT;
	return DateTime.fromMillis(time, { zone: TIME_OFFSET.zone }).toFormat(format, {
		locale: 'en-US',
	});
}
