import { field, listOf, parse, split } from '../readJson.mts';
import type { AskedSms, SendContent } from '../sends.mts';

/** The SMS that a request asks for (vendor document, `send_sms`); none where it does something else. @throws SyntaxError */
export function sendsIn({ query, form: fields }: SendContent): AskedSms[] {
	const form = { ...query, ...fields };
	if (form['action'] !== 'send_sms') return [];
	const text = form['message'];
	const contacts = listOf(parse(form['contacts'])).map((contact) => ({
		number: field(contact, 'phone'),
		text: field(contact, 'override_message') ?? text,
	}));
	// Where there are contacts, the first of them is in `recipients` too.
	const others = split(form['recipients'])
		.filter((number) => !contacts.some((contact) => contact.number === number))
		.map((number) => ({ number, text }));
	return [...others, ...contacts];
}
