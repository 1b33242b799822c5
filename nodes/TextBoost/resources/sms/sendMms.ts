import type { Fields } from '../../../shared/fields';
import { sendSms } from '../../sendSms';

/** A picture, to one number in each request (vendor document, MMS). */
export const smsSendMms = sendSms({
	type: 'mms',
	maxPerRequest: 1,
	acrossItems: false,
	readTypeFields: (fields) => ({
		typeFields: { media_url: readMediaUrl(fields) },
		textIsOptional: true,
	}),
});

function readMediaUrl(fields: Fields): string {
	const address = fields.text('mediaUrl', 'Media URL').trim();
	if (/^https?:\/\/[^\s/]\S*$/i.test(address)) return address;
	throw fields.error(
		`Media URL is “${address}”, which is not a web address.`,
		'Enter the address of a picture in Media URL, e.g. https://example.com/picture.jpg.',
	);
}
