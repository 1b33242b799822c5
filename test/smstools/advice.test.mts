import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { ERROR_CODES } from '../../nodes/Smstools/api/errorCodes.ts';
import { answer, groupById, NODE, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const toNumber: INodeParameters = { from: 'Bakery', to: '+32474123456', message: 'Hi' };
const toGroup: INodeParameters = { from: 'Bakery', groupId: groupById('5001'), message: 'Hi' };
const contact: INodeParameters = { groupId: groupById('5001'), phone: '+32474123456' };

/** What every operation needs. */
const PARAMETERS: Record<string, INodeParameters> = {
	'account getBalance': {},
	'account getSenders': {},
	'contact create': contact,
	'contact getAll': {},
	'contact update': { contactId: groupById('730001'), firstName: 'Ada' },
	'contact upsert': contact,
	'group getAll': {},
	'group update': { groupId: groupById('5001'), name: 'Guests' },
	'optOut create': { phone: '+32474123456' },
	'sms getConversation': { phone: '+32474123456' },
	'sms getInbox': {},
	'sms getScheduled': {},
	'sms getSent': {},
	'sms send': toNumber,
	'sms sendMany': toNumber,
	'sms sendToGroup': toGroup,
	'sms sendVoice': toNumber,
};

const ALL = Object.keys(PARAMETERS);
const TO_NUMBERS = ['sms send', 'sms sendMany', 'sms sendVoice'];
const SENDS = [...TO_NUMBERS, 'sms sendToGroup'];
const NEW_CONTACTS = ['contact create', 'contact upsert'];
const CONTACTS = [...NEW_CONTACTS, 'contact update'];
const WITH_NUMBER = [...TO_NUMBERS, ...CONTACTS, 'optOut create', 'sms getConversation'];
const WITH_GROUP = ['sms sendToGroup', ...CONTACTS, 'group update'];

/** Where a code can come, by what it means (fact sheet, section 2), and what the advice says. */
const ROWS: Array<[number, string[], RegExp]> = [
	[102, SENDS, /^Fill in Message\.$/],
	[103, WITH_NUMBER, /^Enter the phone number with its country code/],
	[104, ALL, /^Check Client ID and Client Secret in the credential.*Advanced > API authentication/],
	[105, ALL, /^Try again later/],
	[106, TO_NUMBERS, /^Enter the phone number with its country code/],
	[108, SENDS, /^Buy credit at Smstools/],
	[109, SENDS, /Fill in From/],
	[110, SENDS, /Begin the number in From with \+/],
	[111, SENDS, /in From/],
	[112, SENDS, /^Fill in Message\.$/],
	[113, ALL, /^Please report this/],
	[114, ALL, /^Please report this/],
	[116, ALL, /^Ask Smstools support/],
	[118, SENDS, /^Shorten Message/],
	[121, SENDS, /^Check Send At, and Time Zone in the credential\.$/],
	[121, CONTACTS, /^Check Birthday/],
	[122, NEW_CONTACTS, /^Please report this/],
	[123, ['contact update', 'group update'], /^Please report this/],
	[124, WITH_GROUP, /^Choose Group from the list/],
	[125, WITH_GROUP, /^Choose Group from the list/],
	[126, ['group update'], /^Fill in Name\.$/],
	[128, WITH_GROUP, /^Choose Group from the list.*By Name/],
	[129, ['contact create', 'contact update'], /Use Create or Update/],
	[131, SENDS, /^This person has opted out/],
	[132, ['sms getInbox'], /^Check Inbox Number/],
	[133, ALL, /^It may have been removed at Smstools/],
	[134, ALL, /^Please report this/],
	[135, ALL, /^Please report this/],
	[136, ALL, /^Please report this/],
	[137, SENDS, /WhatsApp template message/],
	[138, SENDS, /^Ask Smstools support/],
	[139, ALL, /^Use the message from Smstools/],
	[140, SENDS, /^Check the WhatsApp Business account/],
	[200, ALL, /^Add the IP address of this n8n/],
	[1002, ALL, /^Check Client ID and Client Secret in the credential/],
	[1403, ALL, /^Give the user permission at Smstools/],
];

it('has a row for each code', () => {
	expect([...new Set(ROWS.map(([code]) => code))]).toEqual(Object.keys(ERROR_CODES).map(Number));
});

const propertiesOfNode = (): INodeProperties[] =>
	setup.engine.package.nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${NODE.type}`)
		.description.properties;

/** The display names of fields, also of those in collections. */
function namesOf(properties: INodeProperties[]): string[] {
	return properties.flatMap(({ displayName, type, options = [] }) => [
		displayName,
		...(type === 'collection'
			? namesOf(options.filter((option): option is INodeProperties => 'type' in option))
			: []),
	]);
}

function isShown({ displayOptions }: INodeProperties, resource: string, operation: string) {
	const { show } = displayOptions ?? {};
	return show?.resource?.includes(resource) && (show.operation?.includes(operation) ?? true);
}

describe.each(ROWS)('code %s', (code, operations, advice) => {
	it.each(operations)(
		'gives %s its advice, which names only fields that are there',
		async (key) => {
			const [resource = '', operation = ''] = key.split(' ');
			// The look-up of Create or Update is a request of its own.
			const body = operation === 'upsert' ? 'groupid' : undefined;
			setup.sandbox.faults.add({ when: 'before', body, fault: answer(400, { error: `${code}` }) });
			const { error } = await run(resource, operation, PARAMETERS[key]);
			const what = `${ERROR_CODES[code]?.meaning} (code ${code}).`;
			expect(error?.message).toContain(what);
			const said = error?.description ?? '';
			expect(said.replace(/^Before you run this item again, check .*? happened\. ?/, '')).toMatch(
				// An outcome that is open is to be checked first, and for trouble on its side that is all.
				code === 105 && said.startsWith('Before you run this item again') ? /^$/ : advice,
			);

			const properties = propertiesOfNode();
			const shown = namesOf(properties.filter((one) => isShown(one, resource, operation)));
			const hidden = namesOf(properties).filter((name) => !shown.includes(name));
			const named = hidden.filter((name) => new RegExp(`(?<!^|[.:] |By )\\b${name}\\b`).test(said));
			expect(named).toEqual([]);
		},
	);
});
