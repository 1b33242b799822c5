import { readCountedText } from '../../../shared/cost/messageCost';
import { SMS_SIZES } from '../../records/smsSizes';
import type { Sending } from '../../sending/adapter';
import { MOST_PER_REQUEST } from '../../sending/adapter';

/**
 * A message of text. A text that needs Unicode is told by the server itself (fact sheet, section
 * 3.1), so that the type is always the vendor document's.
 */
export const plain: Omit<Sending, 'acrossItems'> = {
	type: 'plain',
	maxPerRequest: MOST_PER_REQUEST,
	readText: (fields) => readCountedText(fields, fields.text('message', 'Message'), SMS_SIZES),
	readTypeFields(fields) {
		const { dltTemplateId } = fields.collection('additionalFields');
		const template = fields.optionalText(dltTemplateId, 'DLT Template ID')?.trim();
		return { ...(template !== undefined && { dlt_template_id: template }) };
	},
};
