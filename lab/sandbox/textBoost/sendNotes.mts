import { textOf } from './input.mts';
import type { Call } from './state.mts';

/** Vendor document, voice. */
const LANGUAGES =
	'cy-gb, da-dk, de-de, el-gr, en-au, en-gb, en-gb-wls, en-in, en-us, es-es, es-mx, es-us, fr-ca, fr-fr, id-id, is-is, it-it, ja-jp, ko-kr, ms-my, nb-no, nl-nl, pl-pl, pt-br, pt-pt, ro-ro, ru-ru, sv-se, ta-in, th-th, tr-tr, vi-vn, zh-cn, zh-hk'.split(
		', ',
	);

/** Which fields belong to a type beside the common ones (vendor document, third part). */
const FIELDS_OF: Partial<Record<string, readonly string[]>> = {
	plain: ['dlt_template_id'],
	voice: ['language', 'gender'],
	mms: ['media_url'],
};

/** A number with country code, or up to 11 letters and digits (vendor document, send). */
const SENDER = /^\+?\d{3,15}$|^[\p{L}\d .&-]{1,11}$/u;

/** Notes what in the fields of an SMS the vendor document does not show. */
export function noteSend(call: Call): void {
	noteSender(call);
	const { input, note } = call;
	const type = textOf(input, 'type');
	const fields = FIELDS_OF[type ?? ''];
	if (type === null) note('An SMS without type is not documented');
	else if (fields === undefined) note(`Type ${type} is not documented`);
	for (const name of new Set(Object.values(FIELDS_OF).flat())) {
		const isOther = name !== undefined && !fields?.includes(name) && input.has(name);
		if (isOther) note(`Parameter ${name} is not documented for type ${type}`);
	}
	if (type === 'voice') {
		const [language, gender] = [textOf(input, 'language') ?? '', textOf(input, 'gender') ?? ''];
		if (!LANGUAGES.includes(language)) note(`Language ${language} is not documented`);
		if (!['male', 'female'].includes(gender)) note(`Gender ${gender} is not documented`);
	}
	if (type !== 'plain' && textOf(input, 'recipient')?.includes(',') === true) {
		note(`Several recipients are not documented for type ${type}`);
	}
}

/** Notes what in the fields that SMS and campaigns share the vendor document does not show. */
export function noteSender({ input, note }: Call): void {
	const sender = textOf(input, 'sender_id');
	if (sender === null) note('An SMS without sender_id is not documented');
	else if (!SENDER.test(sender)) note(`Sender ${sender} is not documented`);
	const time = textOf(input, 'schedule_time');
	if (time !== null && !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(time)) {
		note(`The schedule_time ${time} is not in the documented format Y-m-d H:i`);
	}
	for (const [name, value] of input) {
		if (typeof value !== 'string') note(`Parameter ${name} is documented as a text`);
	}
}
