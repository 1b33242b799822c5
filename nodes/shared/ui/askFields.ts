import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { maxSegmentsField, replaceSpecialCharactersField } from './costFields';
import { messageField, PHONE_HINT, toField } from './descriptions';

/** The fields of Send and Wait for Response, with the names and words of n8n's own nodes. */

export const showOnlyForAsking = { resource: ['sms'], operation: ['sendAndWait'] };

/** The operation, without its routing. */
export const askOption: INodePropertyOptions = {
	name: 'Send and Wait for Response',
	value: 'sendAndWait',
	action: 'Send SMS and wait for response',
	description: 'Send a question with a link, and go on when the person has responded',
};

const limitWaitTimeField: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'Whether to limit the time this node should wait for a user response before execution resumes. The time counts from when the SMS goes out. When it is over, the output is the input item of this node as it is: there is no field named data in it. n8n checks about once a minute.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					default: 'afterTimeInterval',
					description:
						'Sets the condition for the execution to resume. Can be a specified date or after some time.',
					options: [
						{
							name: 'After Time Interval',
							value: 'afterTimeInterval',
							description: 'Waits for a certain amount of time',
						},
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Waits until the set date and time to continue',
						},
					],
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'The time to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Minutes', value: 'minutes' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Days', value: 'days' },
					],
					default: 'hours',
					description: 'Unit of the interval value',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'Continue execution after the specified date and time',
				},
			],
		},
	],
};

const pageTextField: INodeProperties = {
	displayName: 'Page Text',
	name: 'pageText',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Text',
	description: 'The words on the page that the link opens, apart from your message',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'After the Response',
					name: 'afterResponse',
					type: 'string',
					default: 'Thank you. Your response was received.',
				},
				{
					displayName: 'If the Question Is Closed',
					name: 'closed',
					type: 'string',
					default: 'This question is no longer open.',
					description:
						'For the link of an earlier question in a loop. After a response, n8n shows a page of its own.',
				},
				{
					displayName: 'If the Response Is Empty',
					name: 'emptyResponse',
					type: 'string',
					default: 'Please enter a response.',
				},
				{
					displayName: 'Response Label',
					name: 'responseLabel',
					type: 'string',
					default: 'Your response',
					description: 'Above the text box of Free Text',
				},
				{
					displayName: 'Submit Button Label',
					name: 'submitLabel',
					type: 'string',
					default: 'Submit',
					description: 'The button of Free Text',
				},
				{ displayName: 'Title', name: 'title', type: 'string', default: 'Please respond' },
			],
		},
	],
};

/** What makes no sense for a question: requests at once, a test that sends nothing. */
const NOT_FOR_QUESTIONS = new Set(['maxConcurrency', 'test', 'waitForDelivery']);

/**
 * The fields below those of the sender.
 *
 * @param sendFields those of the gateway's Send, whose Additional Fields a question has too
 * @param leftOut the names of those that make no sense for a question at this gateway
 * @param placeholder a number in the country of most users
 */
export function askFields(
	sendFields: INodeProperties[],
	leftOut: string[] = [],
	placeholder = toField.placeholder,
): INodeProperties[] {
	const own = additionalFieldsIn(sendFields).filter(
		({ name }) => !NOT_FOR_QUESTIONS.has(name) && !leftOut.includes(name),
	);
	const missing = [maxSegmentsField, replaceSpecialCharactersField].filter(
		({ name }) => !own.some((option) => option.name === name),
	);
	const additional = [...own, ...missing].sort((a, b) =>
		a.displayName.localeCompare(b.displayName, 'en'),
	);
	return [
		{
			...toField,
			placeholder,
			description: 'The phone number of the person to ask',
			hint: PHONE_HINT,
			displayOptions: { show: showOnlyForAsking },
		},
		{
			...messageField,
			placeholder: 'e.g. May I order 20 boxes of paper for 90 euros?',
			description: 'The question. The link to the page with the buttons is added below it.',
			hint: 'The link takes about 150 characters, so two SMS have room for about 150 plain characters of your own.',
			displayOptions: { show: showOnlyForAsking },
		},
		{
			displayName: 'Response Type',
			name: 'responseType',
			type: 'options',
			options: [
				{
					name: 'Approval',
					value: 'approval',
					description: 'User can approve/disapprove on the page that the link opens',
				},
				{
					name: 'Free Text',
					value: 'freeText',
					description: 'User can submit a response via a form',
				},
			],
			default: 'approval',
			displayOptions: { show: showOnlyForAsking },
		},
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show: { ...showOnlyForAsking, responseType: ['approval'] } },
			options: [
				{
					displayName: 'Values',
					name: 'values',
					values: [
						{
							displayName: 'Type of Approval',
							name: 'approvalType',
							type: 'options',
							options: [
								{ name: 'Approve Only', value: 'single' },
								{ name: 'Approve and Disapprove', value: 'double' },
							],
							default: 'single',
						},
						{
							displayName: 'Approve Button Label',
							name: 'approveLabel',
							type: 'string',
							default: 'Approve',
							displayOptions: { show: { approvalType: ['single', 'double'] } },
						},
						{
							displayName: 'Disapprove Button Label',
							name: 'disapproveLabel',
							type: 'string',
							default: 'Decline',
							displayOptions: { show: { approvalType: ['double'] } },
						},
					],
				},
			],
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions: { show: showOnlyForAsking },
			options: additional,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show: showOnlyForAsking },
			options: [
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: 'en',
					placeholder: 'e.g. fr',
					description:
						'The language of the page, as a code such as en, fr or pt-BR: screen readers choose their voice by it. It translates nothing, so set Page Text and the button labels too.',
				},
				limitWaitTimeField,
				pageTextField,
			],
		},
	];
}

function additionalFieldsIn(sendFields: INodeProperties[]): INodeProperties[] {
	const collection = sendFields.find(
		({ name, displayOptions }) =>
			name === 'additionalFields' && displayOptions?.show?.operation?.includes('send'),
	);
	return (collection?.options ?? []).filter((option) => 'type' in option);
}
