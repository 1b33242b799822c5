import type { INodeProperties } from 'n8n-workflow';
import {
	maxSegmentsField,
	messageHint,
	replaceSpecialCharactersField,
} from '../../../shared/ui/costFields';
import {
	callAtField,
	maxConcurrencyField,
	messageField,
	sendAtField,
	simplifyField,
	toCallField,
	toField,
} from '../../../shared/ui/descriptions';
import {
	allowRepeatsField,
	idempotencyKeyField,
	rememberedKeysField,
} from '../../../shared/ui/idempotencyFields';
import { callOnlyBetweenField, sendOnlyBetweenField } from '../../../shared/ui/sendTimeFields';
import { dltTemplateIdField, fromField } from '../../fields/descriptions';
import { languageOptions } from './languages';

const resource = ['sms'];
const allSends = { resource, operation: ['send', 'sendMany', 'sendMms', 'sendVoice'] };
const textSends = { resource, operation: ['send', 'sendMany', 'sendMms'] };
const plainSends = { resource, operation: ['send', 'sendMany'] };
const plainTexts = { resource, operation: ['estimate', 'send', 'sendMany'] };
const voiceSend = { resource, operation: ['sendVoice'] };
const mmsSend = { resource, operation: ['sendMms'] };

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
};

/** The fields of all operations that send. */
export const smsSendFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: allSends } },
	{ ...toField, displayOptions: { show: textSends } },
	{ ...toCallField, displayOptions: { show: voiceSend } },
	{ ...messageField, hint: messageHint(), displayOptions: { show: plainTexts } },
	{
		...messageField,
		description: 'The text to read aloud',
		hint: 'On some hosts, a text that needs Unicode, such as Greek or Chinese, is sent as a text SMS instead of a call. The output does not show this.',
		displayOptions: { show: voiceSend },
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: languageOptions,
		default: 'en-gb',
		description: 'The language in which to read the text',
		displayOptions: { show: voiceSend },
	},
	{
		displayName: 'Voice',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Female', value: 'female' },
			{ name: 'Male', value: 'male' },
		],
		default: 'female',
		description: 'The voice that reads the text',
		displayOptions: { show: voiceSend },
	},
	{
		...messageField,
		description: 'The text that goes with the picture: hosts refuse a picture without one',
		hint: 'On some hosts, a text that needs Unicode, such as one with an emoji, is sent as a text SMS without the picture. The output does not show this.',
		displayOptions: { show: mmsSend },
	},
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'The web address of the picture to send',
		displayOptions: { show: mmsSend },
	},
	{ ...allowRepeatsField, displayOptions: { show: { '@tool': [true], ...allSends } } },
	{ ...simplifyField, displayOptions: { show: allSends } },
	{
		...additionalFields,
		options: [
			dltTemplateIdField,
			idempotencyKeyField,
			maxSegmentsField,
			rememberedKeysField,
			replaceSpecialCharactersField,
			maxConcurrencyField,
			sendAtField,
			sendOnlyBetweenField,
		],
		displayOptions: { show: plainSends },
	},
	{
		...additionalFields,
		options: [
			idempotencyKeyField,
			rememberedKeysField,
			maxConcurrencyField,
			sendAtField,
			sendOnlyBetweenField,
		],
		displayOptions: { show: mmsSend },
	},
	{
		...additionalFields,
		options: [
			idempotencyKeyField,
			rememberedKeysField,
			maxConcurrencyField,
			callAtField,
			callOnlyBetweenField,
		],
		displayOptions: { show: voiceSend },
	},
];
