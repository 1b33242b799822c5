import type { INodeProperties } from 'n8n-workflow';
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
import { deviceField, referenceField, simField } from '../../fields/descriptions';

const showOnlyForSending = { resource: ['sms'], operation: ['send', 'sendMany'] };

/** The fields of Send and Send Many. */
export const smsSendFields: INodeProperties[] = [
	{ ...deviceField, displayOptions: { show: showOnlyForSending } },
	{ ...toField, displayOptions: { show: showOnlyForSending } },
	{ ...messageField, displayOptions: { show: showOnlyForSending } },
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
			referenceField,
			rememberedKeysField,
			maxConcurrencyField,
			sendAtField,
			simField,
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
