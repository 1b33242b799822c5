import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isSince, TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { RECORDED } from './recordings.mts';
import { bodyOf, byId, hintsOf, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;

const GROUP = '6065ecdc9184a';
const UID = '606732aec8705';
const phone = '+33612345678';

/** The fields of each write, with both names. */
const WRITES: Array<[string, INodeParameters]> = [
	['create', {}],
	['upsert', {}],
	['update', { contactId: byId(UID) }],
];
const ada = { groupId: byId(GROUP), phone, firstName: 'Ada', lastName: 'Lovelace' };

/** Answers the write, and before it an empty list of the group's contacts. */
function answerWrite(data: unknown) {
	const answerWith = (on: string, content: unknown) => {
		const body = JSON.stringify({ status: 'success', message: null, data: content });
		const fault = { kind: 'answer', status: 200, body } as const;
		setup.sandbox.faults.add({ path: on, when: 'before', times: Infinity, fault });
	};
	answerWith('/all', { data: [], last_page: 1 });
	answerWith('/store', data);
	answerWith(`/update/${UID}`, data);
}

describe('what comes out of a write', () => {
	const whole = {
		id: UID,
		groupId: GROUP,
		phone: '33612345678',
		firstName: 'Ada',
		lastName: 'Lovelace',
		status: null,
	};

	describe.each([
		['the ID alone', {}],
		['null for the rest', { phone: null, first_name: null, last_name: null }],
	])('where the host returns %s', (_title, rest) => {
		it.each(WRITES)('is what was sent, of %s', async (operation, more) => {
			answerWrite({ uid: UID, ...rest });
			expect((await run('contact', operation, { ...ada, ...more })).json).toEqual([whole]);
		});
	});

	it.each(WRITES)('of %s has the record of the host before what was sent', async (...write) => {
		const [operation, more] = write;
		answerWrite({
			...{ uid: '606732aec8799', phone: 33612345600, status: 'subscribe' },
			custom_fields: { FIRST_NAME: 'ADA', LAST_NAME: '' },
		});
		expect((await run('contact', operation, { ...ada, ...more })).json).toEqual([
			{
				...whole,
				...{ id: '606732aec8799', phone: '33612345600', status: 'subscribe' },
				...{ firstName: 'ADA', lastName: null },
			},
		]);
	});

	it.each(WRITES)('of %s guesses no name that was not sent', async (...write) => {
		const [operation, more] = write;
		answerWrite({ uid: UID, status: 'subscribe' });
		const { json } = await run('contact', operation, { groupId: byId(GROUP), phone, ...more });
		expect(json).toEqual([{ ...whole, firstName: null, lastName: null, status: 'subscribe' }]);
	});

	it('of Create has no ID where the host returns none', async () => {
		answerWrite('contacts data with all details');
		expect((await run('contact', 'create', ada)).json).toEqual([{ ...whole, id: null }]);
	});

	it.each(WRITES)(
		'of %s is the whole response where there is no record, and Simplify is off',
		async (...write) => {
			const [operation, more] = write;
			answerWrite('contacts data with all details');
			const { json } = await run('contact', operation, { ...ada, ...more, simplify: false });
			expect(json).toEqual([
				{ status: 'success', message: null, data: 'contacts data with all details' },
			]);
		},
	);

	const updates = RECORDED.filter(({ name }) => name === 'contact update');
	it.each(updates)('of Update is what version $version was recorded to return', async (row) => {
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: row.status, body: JSON.stringify(row.answer) },
		});
		const { json } = await run('contact', 'update', {
			...{ groupId: byId(GROUP), contactId: byId(UID), phone: '33612345678', firstName: 'Z' },
		});
		expect(json).toMatchObject([
			{ phone: '33612345678', firstName: 'Z', lastName: 'B', status: 'subscribe' },
		]);
	});

	it('there are updates of four versions', () => expect(updates).toHaveLength(4));
});

it.each([
	['group', 'get', { groupId: byId(GROUP) }, { name: 'A' }, { id: GROUP, name: 'A' }],
	[
		'contact',
		'get',
		{ groupId: byId(GROUP), contactId: byId(UID) },
		{ phone: 33612345678 },
		{ id: UID, phone: '33612345678' },
	],
	['sms', 'get', { messageId: UID }, { to: '33612345678' }, { id: UID, to: '33612345678' }],
] as const)(
	'%s: %s keeps the ID that was asked for where the host returns none',
	async (resource, operation, parameters, data, item) => {
		const body = JSON.stringify({ status: 'success', data });
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		expect((await run(resource, operation, parameters)).json).toMatchObject([item]);
	},
);

describe.each(TEXTBOOST_VERSIONS)('names that are empty, on version %s', (version) => {
	beforeEach(() => {
		// As at a host that has repaired its list of contacts.
		Object.assign(textBoost().settings, { version, contactListFails: false });
	});

	it.each(['update', 'upsert'])('are left as they are by %s', async (operation) => {
		const groupId = textBoost().seedGroup('A', 1);
		const contactId = byId(textBoost().contacts[0]?.uid ?? '');
		const { json } = await run(
			'contact',
			operation,
			{
				...{ groupId: byId(groupId), contactId, phone: '31600000000' },
				...{ firstName: '={{ $json.first }}', lastName: '={{ $json.last }}' },
			},
			{ items: [{ first: '', last: 'New' }] },
		);
		expect(json).toMatchObject([{ firstName: 'First 0', lastName: 'New' }]);
		const body = bodyOf(setup.sandbox.requests.all.at(-1));
		expect(Object.keys(body).sort()).toEqual(['LAST_NAME', 'PHONE', 'last_name', 'phone']);
	});
});

describe('the fields of the editor', () => {
	const shownFor = (operation: string) => {
		const { nodeTypes } = setup.engine.package;
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
		return description.properties
			.filter(({ type, displayOptions: { show = {} } = {} }) => {
				const { resource, operation: operations } = show;
				const isForAll = operations === undefined;
				const isShown =
					resource?.includes('contact') && (isForAll || operations.includes(operation));
				return isShown === true && type !== 'notice';
			})
			.map(({ displayName }) => displayName)
			.filter((displayName) => displayName !== 'Operation');
	};

	it.each([
		['create', ['Group', 'Phone', 'First Name', 'Last Name', 'Simplify', 'Additional Fields']],
		['upsert', ['Group', 'Phone', 'First Name', 'Last Name', 'Simplify', 'Additional Fields']],
		[
			'update',
			['Group', 'Contact', 'Phone', 'First Name', 'Last Name', 'Simplify', 'Additional Fields'],
		],
	])('of %s have this order', (operation, names) => {
		expect(shownFor(operation)).toEqual(names);
	});
});

describe.each(TEXTBOOST_VERSIONS)('custom fields, on version %s', (version) => {
	const hasTags = isSince(version, '3.9');
	const custom = (...field: IDataObject[]): INodeParameters => ({
		additionalFields: { customFields: { field } } as INodeParameters,
	});
	const unsaved = (names: string) =>
		`TextBoost saved the contact without ${names}: the group has no custom field with this name. Add it to the group on the website of your host, or check its name. Older hosts have no custom fields.`;

	beforeEach(() => {
		Object.assign(textBoost().settings, { version, contactListFails: false });
	});

	it.each(['create', 'upsert', 'update'])(
		'are saved by %s under their own names',
		async (operation) => {
			textBoost().settings.contactTags = ['BIRTHDAY', 'Gender', 'CITY'];
			const groupId = textBoost().seedGroup('A', 1);
			const contactId = byId(textBoost().contacts[0]?.uid ?? '');
			const result = await run('contact', operation, {
				...{ groupId: byId(groupId), contactId },
				phone: operation === 'create' ? '31612345678' : '31600000000',
				...custom(
					{ name: ' BIRTHDAY ', value: '23/03/1997' },
					{ name: 'Gender', value: 'F' },
					{ name: 'CITY', value: '' },
					{ name: '', value: '' },
				),
			});
			const sent = bodyOf(setup.sandbox.requests.all.at(-1));
			expect(sent).toMatchObject({ BIRTHDAY: '23/03/1997', Gender: 'F' });
			expect(sent).not.toHaveProperty('CITY');
			expect(result.json[0]?.customFields).toEqual(
				hasTags ? { BIRTHDAY: '23/03/1997', Gender: 'F', CITY: '' } : undefined,
			);
			expect(hintsOf(result)).toEqual(hasTags ? [] : [unsaved('“BIRTHDAY”, “Gender”')]);
		},
	);

	it('that the group does not have are told, and the contact is saved even so', async () => {
		// On purpose: no document shows a tag that the group does not have.
		textBoost().settings.contactTags = ['BIRTHDAY'];
		const groupId = textBoost().seedGroup('A', 0);
		const result = await run('contact', 'create', {
			...{ groupId: byId(groupId), phone: '31612345678' },
			...custom({ name: 'birthday', value: '23/03/1997' }),
		});
		expect(result.json).toMatchObject([{ phone: '31612345678' }]);
		expect(hintsOf(result)).toEqual([unsaved('“birthday”')]);
		expect(setup.sandbox.requests.undocumented).toEqual([
			expect.stringMatching(/Parameter birthday is not documented$/),
		]);
		setup.sandbox.requests.clear();
	});

	it.each([
		['phone', '“phone”, which is not a custom field.'],
		['FIRST_NAME', '“FIRST_NAME”, which is not a custom field.'],
		['api_token', '“api_token”, which is not a custom field.'],
	])('do not take the place of %s', async (name, words) => {
		const { error } = await run('contact', 'create', { ...ada, ...custom({ name, value: 'x' }) });
		expect(error?.message).toBe(
			`Custom Fields contains ${words} The contact was not created. [item 0]`,
		);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('need a name', async () => {
		const { error } = await run('contact', 'create', { ...ada, ...custom({ value: 'x' }) });
		expect(error).toEqual({
			message: 'A custom field has a value, but no name. The contact was not created. [item 0]',
			description: 'Fill in Name under Custom Fields.',
		});
	});
});

it('custom fields of which the host says nothing are not claimed to be missing', async () => {
	answerWrite({ uid: UID });
	const additionalFields = { customFields: { field: [{ name: 'BIRTHDAY', value: 'x' }] } };
	const result = await run('contact', 'create', { ...ada, additionalFields });
	expect(result.json).toMatchObject([{ id: UID }]);
	expect(hintsOf(result)).toEqual([]);
});
