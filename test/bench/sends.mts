import type { RecordedRequest } from '../sandbox/requestLog.mts';

/**
 * The numbers, digits only, to which a request asks to send an SMS; none where it does something else.
 * A number that stands in a request twice is one recipient, as it is for the gateways.
 */
export function recipientsOf(request: RecordedRequest): string[] {
	const numbers = askedFor(request).map((number) => String(number).replace(/\D/g, ''));
	return [...new Set(numbers)];
}

function askedFor({ vendor, path, form, rawBody }: RecordedRequest): unknown[] {
	const method = path.split('/').at(-1);
	switch (vendor) {
		case 'smsGateway24':
			if (method === 'addsms' || method === 'smstosend') return split(form['sendto']);
			return method === 'addalotofsms'
				? rows(field(parse(form['datajson']), 'smsdata')).flatMap((row) =>
						split(field(row, 'sendto')),
					)
				: [];
		case 'bestSmsGateway':
			if (form['action'] !== 'send_sms') return [];
			return [
				...split(form['recipients']),
				...rows(parse(form['contacts'])).map((row) => field(row, 'phone')),
			];
		case 'smstools':
			return method === 'send' ? rows(parse(rawBody)).flatMap((row) => rows(field(row, 'to'))) : [];
		case 'textBoost':
			return method === 'send' ? split(field(parse(rawBody), 'recipient')) : [];
		default:
			return [];
	}
}

function split(list: unknown): string[] {
	return typeof list === 'string' && list !== '' ? list.split(',') : [];
}

/** What stands alone, or in a list. */
function rows(value: unknown): unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

function field(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && name in value
		? Object.entries(value).find(([key]) => key === name)?.[1]
		: undefined;
}

function parse(json: string | undefined): unknown {
	return json === undefined || json === '' ? undefined : JSON.parse(json);
}
