import type { FastifyRequest } from 'fastify';
import { announcesBody, isForm, isMultipart, pathOf, rawQueryOf } from '../http.mts';
import { noteUndocumented } from '../undocumented.mts';
import type { Parameters } from './parameters.mts';
import { itemsOf } from './php.mts';

const ANY = /^/;
const SWITCH = /^[01]$/;
const IDS = /^\d+(,\d+)*$/;
const DATE = String.raw`(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4})`;
const CLOCK = String.raw`\d{2}:\d{2}`;

const SENDER = /^(.{3,11}|\d{3,14})$/u;

const SMS_FILTERS = {
	batch_id: ANY,
	sms_ids: IDS,
	stage: /^(pending|sent|failed)$/,
	type: SWITCH,
	recipient: /^\+?\d+$/,
	sender_id: SENDER,
	start_date: new RegExp(`^${DATE}( ${CLOCK})?$`),
	end_date: new RegExp(`^${DATE}( ${CLOCK})?$`),
};

const PAGE = { perpage: /^([1-9]\d?|[12]\d\d|300)$/, p: /^[1-9]\d*$/ };

/** The parameters of each action, and what their values look like (vendor document). */
const ACTIONS: Record<string, Record<string, RegExp>> = {
	send_sms: {
		message: ANY,
		recipients: ANY,
		type: SWITCH,
		unicode: SWITCH,
		route: /^[012]$/,
		sender_id: SENDER,
		default_dial_code: /^\+?\d+$/,
		send_at: new RegExp(`^(\\d{4}-\\d{2}-\\d{2}( ${CLOCK})?|${CLOCK})$`),
		// The document shows hours only; minutes are recorded ("send at +05:30").
		timezone_offset: /^[-+]?\d{1,2}(:\d{1,2})?$/,
		contact_groups: ANY,
		ignore_groups: ANY,
		contacts: ANY,
		save_as: ANY,
	},
	fetch_sms: { ...SMS_FILTERS, ...PAGE, search_term: ANY },
	account_info: {},
	stop_sms: SMS_FILTERS,
	delete_sms: SMS_FILTERS,
	get_total_units: SMS_FILTERS,
	save_contacts: { phone_numbers: ANY, contacts: ANY, group_name: ANY },
	fetch_contacts: { ...PAGE, group_name: ANY, search_term: ANY, contact_ids: IDS },
	get_contact_groups: {},
	delete_contacts: { group_name: ANY, search_term: ANY, contact_ids: IDS },
};

const LOGIN = ['sub_account', 'sub_account_pass', 'action'];

const CONTACT_FIELDS: Record<string, readonly string[]> = {
	send_sms: [
		'phone',
		'firstname',
		'lastname',
		'group_name',
		'extra_data',
		'override_message',
		'override_date_time',
	],
	save_contacts: ['phone', 'firstname', 'lastname', 'group_name'],
};

/** Notes whatever the vendor's document does not show of a request. */
export function noteWhatIsUndocumented(request: FastifyRequest, parameters: Parameters): void {
	const note = (what: string) => noteUndocumented(request, what);
	noteTransport(request, note);
	const action = parameters.text('action');
	const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
	if (known === undefined) return;
	for (const name of parameters.names) {
		if (LOGIN.includes(name)) continue;
		const value = parameters.get(name);
		const pattern = known[name];
		if (pattern === undefined) note(`Parameter ${name} of ${action} is not documented`);
		else if (typeof value !== 'string') note(`Parameter ${name} as an array is not documented`);
		else if (!pattern.test(value))
			note(`Parameter ${name} with the value "${value}" is not documented`);
	}
	if (parameters.has('contacts')) noteContacts(parameters.get('contacts'), action, note);
}

function noteTransport(request: FastifyRequest, note: (what: string) => void): void {
	const { method } = request;
	const hasQuery = rawQueryOf(request) !== '';
	if (method !== 'GET' && method !== 'POST') note(`Method ${method} is not documented`);
	if (method === 'GET' && announcesBody(request)) note('A body on GET is not documented');
	if (method === 'POST') {
		if (hasQuery) note('Parameters in the query of a POST are not documented');
		if (announcesBody(request) && !isForm(request) && !isMultipart(request)) {
			note('A body that is no form is not documented');
		}
	}
	if (pathOf(request).endsWith('/')) note('A slash at the end of the address is not documented');
}

function noteContacts(contacts: unknown, action: string, note: (what: string) => void): void {
	if (typeof contacts !== 'string') return;
	let list: unknown;
	try {
		list = JSON.parse(contacts);
	} catch {
		list = undefined;
	}
	if (!Array.isArray(list))
		return note('Parameter contacts that is no JSON array is not documented');
	const known = CONTACT_FIELDS[action] ?? [];
	for (const item of list) {
		const fields = new Map<string, unknown>(Object.entries(Object(item) as object));
		if (itemsOf(item).length === 0) note('A contact that is no object is not documented');
		for (const [name, value] of fields) {
			if (!known.includes(name)) note(`Field ${name} of a contact is not documented`);
			else if (typeof value !== 'string') note(`Field ${name} of a contact is not a text`);
		}
		if (!fields.has('phone')) note('A contact without a phone is not documented');
	}
}
