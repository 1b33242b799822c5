import type { INodeProperties } from 'n8n-workflow';
import { messageField, simplifyField, toCallField, toField } from '../../../shared/ui/descriptions';
import { allowRepeatsField } from '../../../shared/ui/idempotencyFields';
import {
	fromField,
	groupField,
	groupSmsOptions,
	smsOptions,
	smsTextField,
	voiceOptions,
} from '../../fields/descriptions';

const showOnlyForNumbers = { resource: ['sms'], operation: ['send', 'sendMany'] };
const showOnlyForGroup = { resource: ['sms'], operation: ['sendToGroup'] };
const showOnlyForText = {
	resource: ['sms'],
	operation: ['estimate', 'send', 'sendMany', 'sendToGroup'],
};
const showOnlyForVoice = { resource: ['sms'], operation: ['sendVoice'] };
const showOnlyForSending = {
	resource: ['sms'],
	operation: ['send', 'sendMany', 'sendToGroup', 'sendVoice'],
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
};

/** The fields of the operations that send. */
export const smsSendFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForSending } },
	{ ...toField, placeholder: 'e.g. +32474123456', displayOptions: { show: showOnlyForNumbers } },
	{ ...toCallField, placeholder: 'e.g. +32474123456', displayOptions: { show: showOnlyForVoice } },
	{
		...groupField,
		description: 'The contact group to send to',
		displayOptions: { show: showOnlyForGroup },
	},
	{ ...smsTextField, displayOptions: { show: showOnlyForText } },
	{
		...messageField,
		placeholder: 'e.g. Your code is 1 2 3 4.',
		description: 'The text to read aloud on the phone',
		displayOptions: { show: showOnlyForVoice },
	},
	{ ...allowRepeatsField, displayOptions: { show: { '@tool': [true], ...showOnlyForSending } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSending } },
	{ ...additionalFields, options: smsOptions, displayOptions: { show: showOnlyForNumbers } },
	{ ...additionalFields, options: groupSmsOptions, displayOptions: { show: showOnlyForGroup } },
	{ ...additionalFields, options: voiceOptions, displayOptions: { show: showOnlyForVoice } },
];
