import { field, listOf, parse, split } from '../readJson.mts';
import type { AskedSms, SendContent } from '../sends.mts';

/** The SMS that a request asks for (vendor document 2 and 3); none where it does something else. @throws SyntaxError */
export function sendsIn({ path, query, form: fields }: SendContent): AskedSms[] {
	const form = { ...query, ...fields };
	if (/\/(addsms|smstosend)$/.test(path)) return ofOne(form['sendto'], form['body']);
	if (!path.endsWith('/addalotofsms')) return [];
	const rows = listOf(field(parse(form['datajson']), 'smsdata'));
	return rows.flatMap((row) => ofOne(field(row, 'sendto'), field(row, 'body')));
}

function ofOne(sendto: unknown, text: unknown): AskedSms[] {
	return split(sendto).map((number) => ({ number, text }));
}
