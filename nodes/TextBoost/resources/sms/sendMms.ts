import { notCounted } from '../../../shared/cost/messageCost';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { quoted } from '../../../shared/record/text';
import { SEND } from '../../api/endpoints';
import { smsOperation } from '../../gateway';

/**
 * A picture, to one number in each request (vendor document, MMS). The document calls the text optional, and all four
 * versions that were run refuse a picture without one (fact sheet, section 16.14).
 */
export const smsSendMms = smsOperation(SEND, {
	type: 'mms',
	maxPerRequest: 1,
	acrossItems: false,
	readText: (fields) => notCounted(fields.text('message', 'Message')),
	readTypeFields: (fields) => ({ media_url: readMediaUrl(fields) }),
});

function readMediaUrl(fields: FieldReader): string {
	const address = fields.text('mediaUrl', 'Media URL').trim();
	if (/^https?:\/\/[^\s/]\S*$/i.test(address)) return address;
	throw fields.error(
		`Media URL is ${quoted(address)}, which is not a web address.`,
		'Enter the address of a picture in Media URL, e.g. https://example.com/picture.jpg.',
	);
}
