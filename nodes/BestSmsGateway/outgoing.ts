import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { DateTime } from 'luxon';
import { Fields } from '../shared/fields';
import type { Form } from '../shared/form';
import type { OutgoingMessage } from '../shared/outgoingMessage';
import type { ParameterReader } from '../shared/parameterReader';
import { withoutPunctuation } from '../shared/phoneNumber';
import type { Account } from './account';
import { readGroups, readOption, readSender } from './input';
import { needsUnicode } from './unicode';

/** What holds for all recipients of a request (vendor document, `send_sms`). */
export interface SendSettings {
	from?: string;
	flash: boolean;
	unicode: boolean;
	route?: number;
	/** A full minute as "yyyy-MM-dd HH:mm" in UTC. */
	sendAt?: string;
	/** Group names, split by commas. */
	excludeGroups: string;
	saveAs: string;
	/** Whether to read the batch back for the ids. */
	fetchIds: boolean;
}

/** One SMS to one number, checked and ready for `send_sms`. */
export interface OutgoingSms extends OutgoingMessage {
	/** Without punctuation, which the gateway would drop the number for (fact sheet, section 2). */
	to: string;
	text: string;
	reference?: string;
	settings: SendSettings;
	simplify: boolean;
	/** How many numbers of its item are local ones, to which the gateway adds a dial code. */
	localNumbers: 'none' | 'some' | 'all';
}

/** The formats of `send_at` and `override_date_time` (vendor document, `send_sms`). */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm';

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
	const fields = new Fields(context.getNode(), itemIndex, parameter);
	const recipients = fields.recipients(account.defaultCountryCode);
	const text = readText(fields);
	const { reference } = fields.collection('additionalFields');
	const local = recipients.filter(({ key }) => key.startsWith('0')).length;
	const shared = {
		itemIndex,
		text,
		settings: readSettings(context, fields, parameter, text, runStart),
		reference: reference === undefined || reference === null ? '' : String(reference).trim(),
		simplify: fields.flag('simplify', true),
		localNumbers: local === 0 ? 'none' : local < recipients.length ? 'some' : 'all',
	} as const;
	return recipients.map(({ number, key }) => ({
		...shared,
		to: withoutPunctuation(number),
		recipientKey: key,
	}));
}

/** The text, which the gateway takes for none when it is 0 (fact sheet, section 2). */
export function readText(fields: Fields): string {
	const text = fields.text('message', 'Message');
	if (text !== '0') return text;
	throw fields.error(
		'Message is “0”, which the gateway takes for no text.',
		'Enter a longer text in Message.',
	);
}

/** Reads what holds for all recipients of an item. */
export function readSettings(
	context: IAllExecuteFunctions,
	fields: Fields,
	parameter: ParameterReader,
	text: string,
	runStart: number,
): SendSettings {
	const additional = fields.collection('additionalFields');
	const zone = context.getTimezone();
	const sendAt = fields.futureInstant(additional.sendAt, 'Send At', zone, runStart);
	// An expression that fails gives null, and must not cost an SMS its emojis.
	const unicode =
		readOption(fields, additional.unicode, 'Unicode', ['always', 'automatic', 'never']) ??
		'automatic';
	const { saveAs } = additional;
	return {
		from: readSender(fields, parameter('from', '')),
		flash: fields.yes(additional.flash),
		unicode: unicode === 'always' || (unicode === 'automatic' && needsUnicode(text)),
		route: fields.wholeNumber(additional.route, 'Route'),
		sendAt: sendAt && fullMinute(sendAt).toFormat(TIME_FORMAT, { locale: 'en-US' }),
		// A blank one is refused where it was added: people would get an SMS who are to get none.
		excludeGroups:
			'excludeGroupId' in additional
				? readGroups(fields, 'additionalFields.excludeGroupId', 'Leave Out Group')
				: '',
		saveAs: saveAs === undefined || saveAs === null ? '' : String(saveAs).trim(),
		fetchIds: additional.fetchIds !== false,
	};
}

/** The parameters that hold for all recipients of a request. */
export function settingsForm(settings: SendSettings): Form {
	return {
		sender_id: settings.from,
		type: settings.flash ? '1' : undefined,
		unicode: settings.unicode ? '1' : undefined,
		route: settings.route?.toString(),
		send_at: settings.sendAt,
		timezone_offset: settings.sendAt && '+0',
		ignore_groups: settings.excludeGroups,
		save_as: settings.saveAs,
	};
}

/**
 * The parameters of a request for several SMS with the same settings.
 *
 * Where they differ, they go into `contacts`. By the vendor document `recipients` must be there all
 * the same, so that the first number stands in both places, with its own text as the text for all:
 * whichever of the two the gateway keeps of a number that comes twice, it is the right one.
 */
export function smsForm(messages: OutgoingSms[]): Form {
	const [first] = messages;
	if (first === undefined) return {};
	const isPlain = messages.every(({ text, reference }) => text === first.text && !reference);
	const shared = { ...settingsForm(first.settings), message: first.text };
	if (isPlain) return { ...shared, recipients: messages.map(({ to }) => to).join() };
	const contacts = messages.map(({ to, text, reference, settings }) => ({
		phone: to,
		override_message: text,
		override_date_time: settings.sendAt,
		extra_data: reference || undefined,
	}));
	return { ...shared, recipients: first.to, contacts: JSON.stringify(contacts) };
}

/** The next full minute, for the gateway reads no seconds, and sends at once what is past. */
function fullMinute(instant: DateTime): DateTime {
	const minute = instant.toUTC().startOf('minute');
	return minute.toMillis() === instant.toMillis() ? minute : minute.plus({ minutes: 1 });
}
