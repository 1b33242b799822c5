import {
	between,
	formScalars,
	jsonScalars,
	readFields,
	readJsonObject,
	Refusal,
} from '../fields.mts';
import type { Fields, Scalars } from '../fields.mts';
import { dateTimeIn } from './dates.mts';
import type { NewMessage } from './messages.mts';
import type { Method, SmsGateway24State } from './state.mts';

/** The answer to every accepted send; a single send adds `sms_id` (vendor document 2; fact sheet 2.4). */
const SAVED = 'Sms has been saved successfully';

/** Zone of `timetosend`: fact sheet 1.3, inferred. */
const readTimeToSend = dateTimeIn('UTC');

/** The methods that send, and the one that gives the token for it (vendor document 1 to 3). */
export function sendMethods({ accounts, devices, messages }: SmsGateway24State) {
	/** Stores an SMS for each recipient and returns the last id. All devices must have been checked before. */
	function store(list: readonly NewMessage[]): number {
		return Math.max(...list.map((message) => messages.add(message)));
	}

	/** Vendor document 1. */
	const gettoken: Method = (parameters) => {
		const { email, pass } = readFields(parameters, (fields) => ({
			email: fields.required('email', formScalars.text),
			pass: fields.required('pass', formScalars.text),
		}));
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
	const addsms: Method = (parameters) => {
		const { token, list } = readFields(parameters, (fields) => ({
			token: fields.required('token', formScalars.text),
			list: readMessages(fields, formScalars),
		}));
		const account = accounts.byToken(token);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		return { error: 0, sms_id: store(list), message: SAVED };
	};

	/** Vendor document 2.1. */
	const smstosend: Method = (parameters) => {
		const { email, pass, list } = readFields(parameters, (fields) => ({
			email: fields.required('email', formScalars.text),
			pass: fields.required('pass', formScalars.text),
			list: readMessages(fields, formScalars),
		}));
		const account = accounts.byPassword(email, pass);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		return { error: 0, sms_id: store(list), message: SAVED };
	};

	/**
	 * Vendor document 3; the answer has no ids (fact sheet 2.4). One bad item refuses all of them and nothing is stored:
	 * what really happens is not documented (inferred).
	 */
	const addalotofsms: Method = (parameters) => {
		const datajson = readFields(parameters, (fields) =>
			fields.required('datajson', formScalars.text),
		);
		const { token, list } = readFields(
			readJsonObject(parseJson(datajson), 'datajson'),
			(fields) => ({
				token: fields.required('token', jsonScalars.text),
				list: fields.required('smsdata', readBulk),
			}),
		);
		const account = accounts.byToken(token);
		for (const { deviceId } of list) devices.ofAccount(deviceId, account.email);
		store(list);
		return { error: 0, message: SAVED };
	};

	return { gettoken, addsms, smstosend, addalotofsms };
}

/**
 * The parameters that `addsms`, `smstosend` and each item of `addalotofsms` have in common (vendor document 2; fact
 * sheet 2.4), as one SMS per recipient. `sim` reaches to 5 (fact sheet 1.1).
 */
function readMessages<Source>(fields: Fields<Source>, scalars: Scalars<Source>): NewMessage[] {
	const recipients = fields.required('sendto', (value, name) =>
		scalars
			.text(value, name)
			.split(',')
			.map((part) => part.trim()),
	);
	if (recipients.includes('')) throw new Refusal('Parameter sendto has an empty number');
	const message = {
		body: fields.required('body', scalars.text),
		deviceId: fields.required('device_id', scalars.id),
		sim: fields.optional('sim', between(scalars.int, 0, 5)),
		timetosend: fields.optional('timetosend', (value, name) =>
			readTimeToSend(scalars.text(value, name), name),
		),
		customerid: fields.optional('customerid', scalars.int),
		urgent: fields.optional('urgent', between(scalars.int, 0, 1)) === 1,
	};
	return recipients.map((sendto) => ({ sendto, ...message }));
}

function readBulk(value: unknown, name: string): NewMessage[] {
	if (!Array.isArray(value) || value.length === 0) {
		throw new Refusal(`Parameter ${name} must be a list that is not empty`);
	}
	return value.flatMap((item: unknown) =>
		readFields(readJsonObject(item, 'An item of smsdata'), (fields) =>
			readMessages(fields, jsonScalars),
		),
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal('Parameter datajson is not JSON');
	}
}
