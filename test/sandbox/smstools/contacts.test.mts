import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { createClient } from './testClient.mts';

let sandbox: Sandbox;
let groupid: string;
const { get, post, patch } = createClient(() => sandbox);

beforeEach(async () => {
	sandbox = await startSandbox();
	groupid = sandbox.smstools.addGroup('Guests');
});

afterEach(() => sandbox.close());

describe('POST /contact', () => {
	it('adds one, and answers with its id in either shape', async () => {
		const contact = {
			groupid,
			firstname: 'John',
			lastname: 'Doe',
			birthday: '1997-03-23',
			unsubscribed: false,
			extra1: 'Marketing',
			extra8: 'x',
		};
		expect(await post('/contact', { ...contact, phone: '31681234567' })).toEqual({
			status: 200,
			body: { ID: [730001] },
		});
		sandbox.smstools.settings.contactId = 'bare';
		expect((await post('/contact', { ...contact, phone: '31681234568' })).body).toEqual({
			ID: 730002,
		});
		const { extra1, extra8, ...plain } = contact;
		expect(sandbox.smstools.contacts[0]).toEqual({
			id: 730001,
			phone: '31681234567',
			...plain,
			extras: { extra1, extra8 },
		});
	});

	it('adds the good ones of many, and names the bad ones', async () => {
		const many = ['31600000001', 'x1', '31600000001', '31600000002'].map((phone) => ({
			phone,
			groupid,
		}));
		expect(await post('/contact', many)).toEqual({
			status: 200,
			body: {
				IDs: [730001, 730002],
				errors: [
					{ error: 103, errorMsg: 'Phone number x1 is not valid' },
					{ error: 129, errorMsg: 'Phone number 31600000001 already exists in this group' },
				],
			},
		});
		sandbox.smstools.settings.mixedStatus = 400;
		sandbox.smstools.settings.errorsNameNumbers = false;
		expect(await post('/contact', many)).toMatchObject({
			status: 400,
			body: { IDs: [], errors: [{}, { errorMsg: 'Phone number is not valid' }, {}, {}] },
		});
	});
});

describe('PATCH /contact', () => {
	it('changes what is given, answers without a body, and leaves the rest', async () => {
		const id = sandbox.smstools.addContact({ phone: '31600000001', groupid, firstname: 'Ann' });
		const other = sandbox.smstools.addGroup('Other');
		expect(await patch('/contact', { ID: id, groupid: other, extra2: 'b' })).toEqual({
			status: 204,
			body: undefined,
		});
		expect(sandbox.smstools.contacts).toEqual([
			{ id, phone: '31600000001', groupid: other, firstname: 'Ann', extras: { extra2: 'b' } },
		]);
	});

	it('changes nothing at all when one id is unknown', async () => {
		const id = sandbox.smstools.addContact({ phone: '31600000001', groupid, firstname: 'Ann' });
		const changes = [
			{ ID: id, firstname: 'Eve' },
			{ ID: '999', firstname: 'Bob' },
		];
		expect(await patch('/contact', changes)).toEqual({
			status: 404,
			body: { errorMsg: 'contact does not exist' },
		});
		expect(sandbox.smstools.contacts[0]?.firstname).toBe('Ann');
	});
});

it('GET /contact lists contacts by page, with as many fields as the settings say', async () => {
	sandbox.smstools.addContact({ phone: '31600000001', groupid, firstname: 'Ann' });
	sandbox.smstools.addContact({ phone: '31600000002', groupid });
	sandbox.smstools.settings.defaultPage = 1;
	expect((await get('/contact?page=1')).body).toEqual({
		total: 2,
		shown: 1,
		page: 1,
		limit: 1,
		contacts: [{ ID: 730001, phone: '31600000001', firstname: 'Ann', groupid: 5001 }],
	});
	sandbox.smstools.settings.contactPhones = 'withPlus';
	expect((await get('/contact?page=1')).body).toMatchObject({
		contacts: [{ phone: '+31600000001' }],
	});
	sandbox.smstools.settings.contactPhones = 'digits';
	sandbox.smstools.settings.contactRows = 'withoutGroup';
	expect((await get('/contact?page=2')).body).toMatchObject({
		contacts: [{ ID: 730002, phone: '31600000002' }],
	});
	sandbox.smstools.settings.contactRows = 'phoneOnly';
	expect((await get('/contact?page=2')).body).toMatchObject({
		contacts: [{ phone: '31600000002' }],
	});
});

it('lists groups in each shape, and renames them all or not at all', async () => {
	sandbox.smstools.addGroup('Staff');
	const rows = [
		{ ID: 5001, name: 'Guests' },
		{ ID: 5002, name: 'Staff' },
	];
	expect((await get('/groups')).body).toEqual(rows);
	expect((await get('/groups?page=2')).body).toEqual([]);
	sandbox.smstools.settings.groupPages = 'ignored';
	expect((await get('/groups?page=2')).body).toEqual(rows);
	sandbox.smstools.settings.groupList = 'envelope';
	expect((await get('/groups')).body).toMatchObject({ total: 2, groups: rows });

	expect(await patch('/groups/', { ID: '5001', name: 'Clients' })).toEqual({
		status: 200,
		body: { ID: 5001 },
	});
	const two = [{ ID: 5001, name: 'A' }];
	expect((await patch('/groups/', two)).body).toEqual({ IDs: [5001] });
	expect((await patch('/groups/', [...two, { ID: 1, name: 'B' }])).status).toBe(404);
	expect(sandbox.smstools.groups[0]?.name).toBe('A');
});

it('opts a number out once, and refuses to send to it', async () => {
	expect((await post('/optouts', { number: '+32474000001' })).body).toEqual({ ID: 1 });
	expect((await post('/optouts', { number: '32474000001' })).status).toBe(400);
	sandbox.smstools.settings.optOutAnswer = 'noBody';
	expect(await post('/optouts', { number: '32474000002' })).toEqual({
		status: 201,
		body: undefined,
	});
	expect(
		await post('/message/send', { message: 'x', to: '+32474000001', sender: 'Bakery' }),
	).toEqual({
		status: 400,
		body: { error: '131', errorMsg: 'Recipient +32474000001 is on your opt-out list' },
	});
});
