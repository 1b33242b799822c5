import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { KNOWN_ERRORS, knownErrorIn } from '../../nodes/TextBoost/api/errors.ts';
import { TextBoostApi } from '../../credentials/TextBoostApi.credentials.ts';
import { byId, refusal, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const inGroup = { groupId: byId('6065ecdc9184a') };
const inContact = { ...inGroup, contactId: byId('606732aec8705') };
const sms = { to: '+33612345678', from: 'YourName', message: 'Hello' };
const phone = '+33612345678';

/** What the operations of the tests are called with. */
const PARAMETERS = {
	'account getBalance': {},
	'account getProfile': {},
	'campaign create': { ...inGroup, from: 'YourName', message: 'Hello' },
	'campaign get': { campaignId: '683831ed3d090' },
	'contact create': { ...inGroup, phone },
	'contact delete': inContact,
	'contact get': inContact,
	'contact getAll': inGroup,
	'contact update': { ...inContact, phone },
	'contact upsert': { ...inGroup, phone },
	'group create': { name: 'Customers' },
	'group get': inGroup,
	'group update': { ...inGroup, name: 'Customers' },
	'sms get': { messageId: '606812e63f78b' },
	'sms getAll': { filters: { createdAfter: '2026-11-27 18:00', phone } },
	'sms send': sms,
	'sms sendMany': sms,
	'sms sendMms': { ...sms, mediaUrl: 'https://example.com/a.jpg' },
	'sms sendVoice': { ...sms, language: 'en-gb', gender: 'female' },
} satisfies Record<string, INodeParameters>;
type Operation = keyof typeof PARAMETERS;

const TOKEN =
	'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.';
const RIGHTS = 'Ask the host which permissions your account and its API token have.';
const VERSION =
	'This host may run another version of the server. Ask the host whether its API supports this.';
const COPY = 'Copy the Base URL in the credential again from the Developers page of your host.';
const TO_HOST = "The problem is on the host's side. Send this message to the host.";
const NO_GROUP =
	'Check Group. The group may have been deleted. If Group contains the name of the group, set Group to By Name.';
const COUNTRY = 'Check the country code in To, or ask the host to enable the country.';
const COUNTRIES =
	'Check the country codes of the contacts in Group, or ask the host to enable the country.';
const NO_COVERAGE = 'Your plan at the host does not cover the country of this number';
const NO_NUMBER = 'TextBoost does not recognize this as a phone number';
const WITH_CODE = 'Enter the number with its country code, e.g. +33612345678.';
const BROKEN = 'The TextBoost server failed';
const noResults = (model: string) =>
	`No query results for model [App\\Models\\${model}] 606732aec8700`;

/** What a host says, HTTP code, operation, what the node says happened, and what to do. */
type Row = [string, number, Operation, string, string];

/**
 * Each error that a document has: fact sheet 8, 16.2 and 18.5 for sends, 16.8 to 16.10 and 16.13 for the rest, 3.4 for
 * filters, 6 for a changed host, and the recorded responses from four versions.
 */
const ROWS: Row[] = [
	...(['account getBalance', 'sms send', 'contact create'] as const).flatMap((name): Row[] => [
		['Unauthenticated.', 200, name, 'TextBoost does not accept the API Token', TOKEN],
		[
			...(['These credentials do not match our records.', 200, name] as const),
			...(['TextBoost does not know the API Token', TOKEN] as const),
		],
		['This action is unauthorized.', 200, name, 'TextBoost does not allow this', RIGHTS],
	]),
	[
		...(['Sorry, but you do not have permissions to view this page.', 403] as const),
		...(['sms get', 'TextBoost does not allow this', RIGHTS] as const),
	],
	[
		...(['You do not have permission to access API', 403, 'group create'] as const),
		...(['TextBoost does not allow this', RIGHTS] as const),
	],
	[
		...(['Too Many Attempts.', 200, 'contact update'] as const),
		'TextBoost accepts no more requests at the moment',
		'Wait a while, then run again, with fewer requests at once.',
	],
	[
		'The route api/v3/x could not be found.',
		200,
		'sms send',
		'TextBoost has nothing at this address',
		COPY,
	],
	[
		...(['The GET method is not supported for this route. Supported methods: POST.', 200] as const),
		...(['account getProfile', 'TextBoost does not support this call', VERSION] as const),
	],
	[
		...(['Sorry! This option is not available in demo mode', 200, 'sms send'] as const),
		'TextBoost is in demo mode and does nothing',
		'Use the API Token and the Base URL of a real account.',
	],
	[
		...(['The sending server field is required.', 200, 'group update'] as const),
		'This version of the server cannot rename groups through its API',
		'Rename the group on the website of the host.',
	],
	...(
		[
			['The recipient field is required.', 'sms send', 'Fill in To.'],
			['The message field is required. (and 1 more error)', 'sms sendMms', 'Fill in Message.'],
			['The sender id field is required.', 'sms send', 'Fill in From.'],
			['The contact list id field is required.', 'campaign create', 'Fill in Group.'],
			['The phone field is required.', 'contact update', 'Fill in Phone.'],
			['The name field is required.', 'group create', 'Fill in Name.'],
			['The Birthday field is required.', 'contact create', 'Fill in the field that it names.'],
		] as const
	).map(([words, name, advice]): Row => [words, 200, name, 'A required field is missing', advice]),
	[
		...(['Language and gender parameters are required', 404, 'sms sendVoice'] as const),
		...(['A required field is missing', 'Fill in Language and Voice.'] as const),
	],
	...['media_url parameter is required', 'Valid media url is required.'].map(
		(words): Row => [
			...([words, 404, 'sms sendMms'] as const),
			'The address of the picture is missing, or the host does not accept it',
			'Enter the web address of a picture in Media URL, e.g. https://example.com/picture.jpg.',
		],
	),
	[
		'Please insert valid sms type called plain, unicode, voice, mms, and whatsapp.',
		...([404, 'sms sendVoice', 'TextBoost does not know this type of message'] as const),
		'This host may run another version of the server. Use SMS > Send instead.',
	],
	...(['contact get', 'contact update', 'contact delete'] as const).map(
		(name): Row => [
			...([noResults('Contacts'), 200, name] as const),
			'TextBoost has no contact with this ID',
			'Check Contact. The contact may have been deleted.',
		],
	),
	...(['contact create', 'contact upsert', 'contact getAll', 'group get'] as const).map(
		(name): Row => [
			...([noResults('ContactGroups'), 200, name] as const),
			...(['TextBoost has no group with this ID', NO_GROUP] as const),
		],
	),
	...[noResults('Reports'), 'SMS Info not found'].map(
		(words): Row => [
			...([words, words.startsWith('SMS') ? 404 : 200, 'sms get'] as const),
			'TextBoost has no SMS with this ID',
			'Check Message ID. The SMS may have been deleted.',
		],
	),
	[
		...([noResults('Campaigns'), 200, 'campaign get'] as const),
		...(['TextBoost has no campaign with this ID', 'Check Campaign ID.'] as const),
	],
	[
		...([
			noResults('SendingServer'),
			200,
			'sms send',
			'TextBoost has nothing with this ID',
		] as const),
		'Check the IDs in the fields of this node.',
	],
	[
		'Sorry, but the page you were trying to view does not exist.',
		...([404, 'contact get', 'The group has no contact with this ID'] as const),
		'Check Group and Contact: the contact may be in another group.',
	],
	...['Invalid datetime format. Use Y-m-d H:i:s', 'Invalid timezone provided.'].map(
		(words): Row => [
			...([words, 422, 'sms getAll'] as const),
			'The host does not accept the dates of the filters in the form that is documented',
			'Remove Created After and Created Before from Filters, and add a Filter node after this one.',
		],
	),
	[
		...(['No sending server available for your subscribed plan', 403, 'sms sendVoice'] as const),
		'Your plan at the host has no server for this type of message',
		'Ask the host for a plan with this type of message.',
	],
	[
		...(['Your sending server is not capable to send UNICODE sms', 403, 'sms send'] as const),
		'The server of your plan at the host cannot send this type of message',
		'If it says UNICODE, use only plain letters in the text. Otherwise ask the host for a plan with this type of message.',
	],
	...[
		"Permission to send an SMS has not been enabled for the region indicated by the 'To' number: 1",
		'Please add coverage on your plan.',
	].flatMap((words): Row[] => [
		[words, 200, 'sms send', NO_COVERAGE, COUNTRY],
		[words, 200, 'sms sendVoice', NO_COVERAGE, COUNTRY],
		[words, 200, 'campaign create', NO_COVERAGE, COUNTRIES],
	]),
	...[
		'Originator YourName is not authorized to send this message',
		'Originator 33612345678 is not capable to send mms sms',
	].flatMap((words): Row[] =>
		(['sms send', 'campaign create'] as const).map(
			(name): Row => [
				...([
					words,
					200,
					name,
					'The host does not let your account send with this sender',
				] as const),
				'Enter a sender in From that the host has approved for your account.',
			],
		),
	),
	[
		...(['Number contains in the blacklist', 200, 'sms send'] as const),
		'The number is on the blacklist of your account at the host',
		'Remove the number from the blacklist on the website of the host.',
	],
	[
		...(['Your message contains spam words.', 200, 'sms send'] as const),
		'The host treats words in the text as spam',
		'Change the text, or ask the host which words it refuses.',
	],
	[
		...(['No active subscription', 200, 'sms send'] as const),
		'Your account at the host has no active plan',
		'Renew the plan of your account at the host.',
	],
	[
		'There is not enough balance available to send this message.You have 1 of the 2',
		...([200, 'sms send', 'The balance of your account at the host is too low'] as const),
		'Top up your account at the host.',
	],
	[
		...(['You have exceeded your sending limit.', 200, 'campaign create'] as const),
		'Your account at the host has reached its sending limit',
		'Send again later, or ask the host for a higher limit.',
	],
	['Could not interpret numbers after plus-sign.', 403, 'sms send', NO_NUMBER, WITH_CODE],
	['The string supplied did not seem to be a phone number.', 403, 'sms send', NO_NUMBER, WITH_CODE],
	['abc is a invalid phone number', 200, 'contact create', NO_NUMBER, WITH_CODE],
	[
		...(['You cannot send more than 100 SMS in a single request.', 403, 'sms sendMany'] as const),
		...([
			'TextBoost accepts fewer numbers per request',
			'Send to fewer numbers with each item.',
		] as const),
	],
	...(
		[
			['You have already subscribed to G1', 200],
			['The p h o n e has already been taken.', 422],
		] as const
	).flatMap(([words, status]): Row[] =>
		(['contact create', 'contact update'] as const).map(
			(name): Row => [
				...([words, status, name, 'The group already has a contact with this number'] as const),
				'To change that contact, use Create or Update, or Update with its ID.',
			],
		),
	),
	[
		...(['G1 already available as your contact group.', 200, 'group create'] as const),
		'You already have a group with this name',
		'Choose another name, or use the existing group.',
	],
	[
		'Cannot assign null to property App\\Rules\\Phone::$value of type string',
		...([200, 'contact update', 'The phone number is missing', 'Fill in Phone.'] as const),
	],
	[
		...(['locale.campaign.invalid_group', 404, 'campaign create'] as const),
		...(['TextBoost has no group with this ID', NO_GROUP] as const),
	],
	[
		'Valid phone number not found. Please insert at least one valid phone number',
		...([404, 'campaign create', 'The group has no contacts to send to'] as const),
		'Add contacts to the group first.',
	],
	[
		"SQLSTATE[42S22]: Column not found: 1054 Unknown column 'first_name' in 'SELECT'",
		...([200, 'contact getAll'] as const),
		'The list of contacts does not work on this host: its server looks for names where this version no longer stores them',
		`${TO_HOST} Until it is repaired, contacts can only be chosen by ID.`,
	],
	[
		...(['Call to a member function timezone() on null', 200, 'account getProfile'] as const),
		'The host cannot show the profile of an account that has never logged in',
		'Log in once on the website of the host.',
	],
	[...(['SQLSTATE[HY000] [2002] Connection refused', 200, 'sms get', BROKEN, TO_HOST] as const)],
	[
		...(['Undefined array key "sid"', 200, 'sms send', BROKEN] as const),
		`Check in TextBoost whether the SMS was sent before you send it again. If it was not: ${TO_HOST}`,
	],
	// With these codes, the same words may be an operator's, who refuses its customer, the host.
	...([403, 404] as const).map(
		(status): Row => [
			...([
				'There is not enough balance',
				status,
				'sms send',
				'TextBoost returned an error',
			] as const),
			'Check in TextBoost whether the SMS was sent before you send it again. If it was not: Top up your account at the host.',
		],
	),
	[
		...(['Please add coverage on your plan.', 404, 'campaign create'] as const),
		'TextBoost returned an error',
		`Check in TextBoost whether the SMS was sent before you send it again. If it was not: ${COUNTRIES}`,
	],
];

/** The fields that the editor shows for an operation, and those of the credential. */
function shownFields(operation: string): Set<string> {
	const [resource = '', name = ''] = operation.split(' ');
	const { nodeTypes } = setup.engine.package;
	const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
	const shown = description.properties.filter(({ displayOptions: { show = {} } = {} }) => {
		const isForAll = show.operation === undefined;
		return (
			show.resource?.includes(resource) === true && (isForAll || show.operation?.includes(name))
		);
	});
	return new Set([...displayNames(shown), ...displayNames(new TextBoostApi().properties)]);
}

function displayNames(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap(({ displayName, type, options = [] }) => [
		displayName,
		...(type === 'collection' ? displayNames(options.filter(isField)) : []),
	]);
}

function isField(option: object): option is INodeProperties {
	return 'type' in option && 'displayName' in option;
}

/** The fields that a piece of advice names, of all that the node has. */
function namedIn(advice: string, all: string[]): string[] {
	const names = all.toSorted((a, b) => b.length - a.length).join('|');
	const named = advice.matchAll(
		new RegExp(`\\b(?:in|Check|Fill in|set|Remove|and|from|Language and) (${names})\\b`, 'g'),
	);
	return [...named].flatMap(([, name]) => name ?? []);
}

describe.each(ROWS)('“%s” with HTTP %s to %s', (words, status, operation, what, advice) => {
	it('says what happened and what to do, with fields that are there', async () => {
		const [resource = '', name = ''] = operation.split(' ');
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: refusal(words, status) });
		const { error } = await run(resource, name, PARAMETERS[operation]);
		const code = status === 200 ? '' : ` (HTTP ${status})`;
		const shown = words.replace(/\.$/, '');
		expect(error?.message.startsWith(`${what}${code}: “${shown}”`)).toBe(true);
		expect(error?.description).toBe(advice);

		const { description } = setup.engine.package.nodeTypes.getByNameAndVersion(
			'n8n-nodes-sms-gateways.textBoost',
		);
		const fields = shownFields(operation);
		const named = namedIn(advice, displayNames(description.properties));
		expect(named.filter((field) => !fields.has(field))).toEqual([]);
	});
});

it('every error of the table has a row here', () => {
	const met = new Set(ROWS.map(([words]) => knownErrorIn(words)));
	const unmet = KNOWN_ERRORS.filter((error) => !met.has(error));
	expect(unmet.map(({ sentence }) => sentence.source)).toEqual([]);
});

it('the fields in advice are found', () => {
	const all = ['To', 'From', 'Group', 'Contact', 'Created After', 'Created Before', 'Filters'];
	expect(namedIn('Check the country code in To.', all)).toEqual(['To']);
	expect(namedIn('Check Group and Contact: the contact may be there.', all)).toEqual([
		'Group',
		'Contact',
	]);
	expect(namedIn('Remove Created After and Created Before from Filters.', all)).toEqual([
		'Created After',
		'Created Before',
		'Filters',
	]);
});

it('a contact that was removed while Create or Update ran is told without a field that is not there', async () => {
	setup.sandbox.textBoost.seedGroup('A', 1);
	const { uid } = setup.sandbox.textBoost.groups[0] ?? {};
	const fault = refusal(noResults('Contacts'));
	const [contact] = setup.sandbox.textBoost.contacts;
	setup.sandbox.faults.add({ path: `/update/${contact?.uid}`, when: 'before', fault });
	const { error } = await run('contact', 'upsert', {
		groupId: byId(uid ?? ''),
		phone: '31600000000',
	});
	expect(error).toEqual({
		message: expect.stringMatching(
			/ It was removed after the contacts of the group were read\. The contact was not saved\. \[item 0\]$/,
		),
		description: 'Run this item again.',
	});
});
