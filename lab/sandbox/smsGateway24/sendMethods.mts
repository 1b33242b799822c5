import { isMagicRefusal } from '../magicRefusals.mts';
import type { RequestParameters, Note } from '../requestParameters.mts';
import { ignoreUnknown, readParameters, Refusal } from '../requestParameters.mts';
import { timeToSend } from './dates.mts';
import type { NewMessage } from './messages.mts';
import { withoutSpaces } from './messages.mts';
import { fieldsOfJson, readersOf } from './parameters.mts';
import type { Method, SmsGateway24State } from './state.mts';

/** The answer to every accepted send; a single send adds `sms_id` (vendor document 2; fact sheet 2.4). */
const SAVED = 'Sms has been saved successfully';

/** The methods that send, and the one that gives the token for it (vendor document 1 to 3). */
export function sendMethods({ accounts, devices, messages }: SmsGateway24State) {
	/** Stores an SMS for each recipient and returns the last id. All devices must have been checked before. */
	function store(list: readonly NewMessage[]): number {
		return Math.max(...list.map((message) => messages.add(message)));
	}

	/** Vendor document 1. */
	const gettoken: Method = (parameters, note) => {
		const { text } = readersOf(note);
		const { email, pass } = readParameters(
			parameters,
			(fields) => ({
				email: fields.required('email', text),
				pass: fields.required('pass', text),
			}),
			ignoreUnknown(note),
		);
		return {
			error: 0,
			message: 'OK',
			token: accounts.giveToken(accounts.byPassword(email, pass)),
		};
	};

	/**
	 * Vendor document 2. Several recipients make several SMS but one `sms_id`; which one is not documented (fact
	 * sheet 2.2), here it is the last (inferred).
	 */
	const addsms: Method = (parameters, note) => {
		const { token, list } = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', readersOf(note).text),
				list: readMessages(fields, note),
			}),
			ignoreUnknown(note),
		);
		const account = accounts.byToken(token);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		return { error: 0, sms_id: store(list), message: SAVED };
	};

	/** Vendor document 2.1. */
	const smstosend: Method = (parameters, note) => {
		const { text } = readersOf(note);
		const { email, pass, list } = readParameters(
			parameters,
			(fields) => ({
				email: fields.required('email', text),
				pass: fields.required('pass', text),
				list: readMessages(fields, note),
			}),
			ignoreUnknown(note),
		);
		const account = accounts.byPassword(email, pass);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		return { error: 0, sms_id: store(list), message: SAVED };
	};

	/**
	 * Vendor document 3; the answer has no ids (fact sheet 2.4), and an SMS without `customerid` is listed with 0 (fact
	 * sheet 7.7). One bad item refuses all of them and nothing is stored: what really happens is not documented (inferred).
	 */
	const addalotofsms: Method = (parameters, note) => {
		const datajson = readParameters(
			parameters,
			(fields) => fields.required('datajson', readersOf(note).text),
			ignoreUnknown(note),
		);
		const { smsdata, ...rest } = parseBulk(datajson);
		const token = readParameters(
			fieldsOfJson(rest, 'datajson', note),
			(fields) => fields.required('token', readersOf(note).text),
			ignoreUnknown(note),
		);
		const list = smsdata.flatMap((item) =>
			readParameters(
				fieldsOfJson(item, 'An item of smsdata', note),
				(fields) => readMessages(fields, note),
				ignoreUnknown(note),
			),
		);
		const account = accounts.byToken(token);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		store(list.map((sms) => ({ ...sms, customerid: sms.customerid ?? 0 })));
		return { error: 0, message: SAVED };
	};

	return { gettoken, addsms, smstosend, addalotofsms };
}

/**
 * The parameters that `addsms`, `smstosend` and each item of `addalotofsms` have in common (vendor document 2; fact
 * sheet 2.4), as one SMS per recipient.
 */
function readMessages(fields: RequestParameters<string>, note: Note): NewMessage[] {
	const { text, int, id, flag, sim } = readersOf(note);
	const parts = fields.required('sendto', text).split(',').map(withoutSpaces);
	if (parts.includes('')) note('Parameter sendto has an empty number');
	const recipients = parts.filter((part) => part !== '');
	if (recipients.length === 0) throw new Refusal('Parameter sendto is empty');
	// That a number can be refused, and in which words, is in no document (inferred).
	const refused = recipients.find((number) => isMagicRefusal(number, 'refused'));
	if (refused !== undefined) throw new Refusal(`Number ${refused} is not valid`);
	const time = fields.optional('timetosend', (value) => value);
	if (time === '') note('Parameter timetosend is empty');
	const message = {
		body: fields.required('body', text),
		deviceId: fields.required('device_id', id),
		sim: fields.optional('sim', sim),
		timetosend: time ? timeToSend(note)(time, 'timetosend') : undefined,
		customerid: fields.optional('customerid', int),
		urgent: fields.optional('urgent', flag) ?? false,
	};
	return recipients.map((sendto) => ({ sendto, ...message }));
}

/** @throws Refusal for what is not the documented JSON: what really happens is not documented (inferred) */
function parseBulk(datajson: string): { smsdata: unknown[] } & Record<string, unknown> {
	const value = parseJson(datajson);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Refusal('datajson must be an object');
	}
	const smsdata: unknown = 'smsdata' in value ? value.smsdata : undefined;
	if (smsdata === undefined) throw new Refusal('Parameter smsdata is missing');
	if (!Array.isArray(smsdata) || smsdata.length === 0) {
		throw new Refusal('Parameter smsdata must be a list that is not empty');
	}
	return { ...value, smsdata };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal('Parameter datajson is not JSON');
	}
}
