import type { INodeProperties } from 'n8n-workflow';
import {
	maxSegmentsField,
	messageHint,
	replaceSpecialCharactersField,
} from '../../../shared/ui/costFields';
import {
	maxConcurrencyField,
	messageField,
	sendAtField,
	simplifyField,
	toField,
} from '../../../shared/ui/descriptions';
import {
	allowRepeatsField,
	idempotencyKeyField,
	rememberedKeysField,
} from '../../../shared/ui/idempotencyFields';
import { sendOnlyBetweenField, smsPerMinuteField } from '../../../shared/ui/sendTimeFields';
import { deviceField, referenceField, simField } from '../../fields/descriptions';

const showOnlyForSending = { resource: ['sms'], operation: ['send', 'sendMany'] };

const showOnlyForText = { resource: ['sms'], operation: ['estimate', 'send', 'sendMany'] };

/** The fields of Send and Send Many, and of Estimate the text. */
export const smsSendFields: INodeProperties[] = [
	{ ...deviceField, displayOptions: { show: showOnlyForSending } },
	{ ...toField, displayOptions: { show: showOnlyForSending } },
	{ ...messageField, hint: messageHint(), displayOptions: { show: showOnlyForText } },
	{ ...allowRepeatsField, displayOptions: { show: { '@tool': [true], ...showOnlyForSending } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSending } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForSending },
		options: [
			idempotencyKeyField,
			maxSegmentsField,
			referenceField,
			rememberedKeysField,
			replaceSpecialCharactersField,
			maxConcurrencyField,
			sendAtField,
			sendOnlyBetweenField,
			simField,
			smsPerMinuteField,
			{
				displayName: 'Urgent',
				name: 'urgent',
				type: 'boolean',
				default: false,
				description:
					'Whether the phone sends this SMS before others, e.g. because it contains a one-time password',
			},
		],
	},
];
