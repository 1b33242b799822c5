import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { NodeResult } from '../engine/engine.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { createPoller } from '../engine/poller.mts';
import { operationsOf } from './operations.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** The list of messages of a gateway, and how it is answered. */
interface MessageList {
	name: GatewayName;
	title: string;
	operation: string;
	/** What else the operation needs. */
	parameters?: INodeParameters;
	event: string;
	/** The name of an id in a row. */
	id: string;
	row: IDataObject;
	envelope: (rows: unknown) => unknown;
}

const LISTS: MessageList[] = [
	{
		name: 'smstools',
		title: 'Smstools',
		operation: 'getInbox',
		event: 'smsReceived',
		id: 'ID',
		row: { date: '2026-03-01 10:00:00', sender: '32474123456', receiver: '32460', message: 'Hi' },
		envelope: (messages) => ({ messages }),
	},
	{
		name: 'smsGateway24',
		title: 'SmsGateway24',
		operation: 'getAll',
		event: 'smsReceived',
		id: 'id',
		row: { status: '5', sendto: '+32474123456', body: 'Hi' },
		envelope: (smss) => ({ error: 0, smss }),
	},
	{
		name: 'bestSmsGateway',
		title: 'BestSMSGateway',
		operation: 'getAll',
		event: 'smsStatusChanged',
		id: 'sms_id',
		row: { time_submitted: '1448224505', status: '2', recipient: '2348094309926', message: 'Hi' },
		envelope: (records) => ({ records, totalpages: 1 }),
	},
	{
		name: 'textBoost',
		title: 'TextBoost',
		operation: 'getAll',
		event: 'smsReceived',
		id: 'uid',
		row: {
			sent_at: '2026-03-01 10:00:00',
			to: '31612345678',
			direction: 'incoming',
			message: 'Hi',
		},
		envelope: (data) => ({ status: 'success', data: { data, last_page: 1 } }),
	},
];

/** Two ids that are the same once JavaScript has rounded them. */
const LONG_IDS = ['9007199254740993', '9007199254740992'] as const;

function answerWith(fault: Fault): void {
	const { faults, requests } = setup.sandbox;
	faults.clear();
	requests.clear();
	faults.add({ when: 'before', times: Infinity, fault });
}

function answerText(body: string): void {
	answerWith({
		kind: 'answer',
		status: 200,
		body,
		headers: { 'content-type': 'application/json' },
	});
}

async function run(
	name: GatewayName,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	credential: IDataObject = {},
): Promise<NodeResult> {
	const { type, data } = GATEWAYS[name].credential(setup.sandbox);
	const found = operationsOf(name, setup.engine.package).find(
		(candidate) => candidate.resource === resource && candidate.operation === operation,
	);
	return await setup.engine.run({
		type: nodeOf(name),
		parameters: { resource, operation, ...found?.parameters, ...parameters },
		credentials: { [type]: { ...data, ...credential } as typeof data },
	});
}

async function readList({ name, operation, parameters }: MessageList): Promise<NodeResult> {
	return await run(name, 'sms', operation, { returnAll: true, ...parameters });
}

function pollerOf({ name, event }: MessageList) {
	const { type, data } = GATEWAYS[name].credential(setup.sandbox);
	return createPoller(setup.engine, {
		type: `${nodeOf(name)}Trigger`,
		parameters: { event },
		credentials: { [type]: data },
	});
}

describe.each(LISTS)('$title', (list) => {
	/** Rows with these ids as JSON numbers, whatever JavaScript makes of such. */
	const textWith = (ids: readonly string[]) => {
		const rows = ids.map((id) => ({ ...list.row, [list.id]: `#${id}#` }));
		return JSON.stringify(list.envelope(rows)).replace(/"#(\d+)#"/g, '$1');
	};

	it('reads long IDs digit by digit', async () => {
		answerText(textWith(LONG_IDS));
		const { json, error } = await readList(list);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(LONG_IDS);
	});

	it('starts the workflow once for each of two long IDs', async () => {
		const poller = pollerOf(list);
		const isStatus = list.event === 'smsStatusChanged';
		const before = isStatus ? textWith(LONG_IDS).replaceAll('"2"', '"0"') : textWith(['7']);
		answerText(before);
		expect(await poller.poll()).toEqual([]);
		answerText(textWith(isStatus ? LONG_IDS : [...LONG_IDS, '7']));
		const items = await poller.poll();
		expect(items.map(({ id }) => id).sort()).toEqual([...LONG_IDS].sort());
		expect(await poller.poll()).toEqual([]);
	});

	it.each([8, null, 'x', [], {}])(
		'starts the workflow for the rows beside one that is %j, which it tells once',
		async (odd) => {
			const rowWith = (id: string) => ({ ...list.row, [list.id]: id });
			const isStatus = list.event === 'smsStatusChanged';
			const before = isStatus ? [{ ...rowWith('9'), status: '0' }, odd] : [odd, rowWith('8')];
			const after = isStatus ? [rowWith('9'), odd] : [odd, rowWith('9'), rowWith('8')];
			const poller = pollerOf(list);
			answerText(JSON.stringify(list.envelope(before)));
			const sentences: string[] = [];
			const poll = async () => {
				try {
					return await poller.poll();
				} catch (error) {
					sentences.push(error instanceof Error ? error.message : '');
					return [];
				}
			};
			await poll();
			await poll();
			answerText(JSON.stringify(list.envelope(after)));
			const found = [...(await poll()), ...(await poll())];
			expect(found.map(({ id }) => id)).toEqual(['9']);
			expect(sentences).toHaveLength(1);
			expect(sentences.join()).not.toContain('does not distinguish');
		},
	);

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
		'takes the status “%s” for one that it does not know',
		async (word) => {
			const isIncoming = list.name === 'textBoost' || list.name === 'smsGateway24';
			const status = { status: word, deliveryStatus: word, customer_status: word };
			const row = { ...list.row, ...status, ...(isIncoming && { direction: word }) };
			answerText(JSON.stringify(list.envelope([{ ...row, [list.id]: '7' }])));
			const own = list.name === 'smstools' ? { ...list, operation: 'getSent' } : list;
			const { json, error } = await readList(own);
			expect(error).toBeUndefined();
			expect(json).toHaveLength(1);
			expect(json[0]).toMatchObject({ status: 'unknown' });
		},
	);

	it('reads 130,000 rows in one answer', async () => {
		const rowsOf = (length: number) =>
			JSON.stringify(
				list.envelope(Array.from({ length }, (_, i) => ({ ...list.row, [list.id]: i + 1 }))),
			);
		setup.sandbox.faults.clear();
		for (const [body, times] of [
			[rowsOf(130_000), 1],
			[JSON.stringify(list.envelope([])), Infinity],
		] as const) {
			setup.sandbox.faults.add({
				when: 'before',
				times,
				fault: { kind: 'answer', status: 200, body },
			});
		}
		expect(await pollerOf(list).poll()).toEqual([]);
		answerText(rowsOf(130_000));
		const { json, error } = await readList(list);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(130_000);
	});

	it.each([
		[
			'5,000 levels deep',
			JSON.stringify(list.envelope('#')).replace('"#"', '['.repeat(5_000) + ']'.repeat(5_000)),
			'is nested too deep to be read.',
		],
		[
			'larger than 32 MB',
			JSON.stringify(list.envelope([{ text: ' '.repeat(33 * 1024 * 1024) }])),
			'is too large to be read.',
		],
	])('ends with a sentence where an answer is %s', async (_what, body, sentence) => {
		answerText(body);
		const { error } = await readList(list);
		expect(error?.message).toContain(`The response from ${list.title} ${sentence}`);
		await expect(pollerOf(list).poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: `The response from ${list.title} ${sentence}`,
		});
	});
});

describe('a secret in a part that cannot be read', () => {
	const SECRET = 'f0e1d2/c3b4"a5é';
	const asNumbers = [...SECRET]
		.map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
	const inJson = JSON.stringify(SECRET).slice(1, -1);
	const SPELLINGS: Array<[string, string]> = [
		['as it is', inJson],
		['as PHP writes it', inJson.replace('/', '\\/').replace('é', '\\u00e9')],
		['with the number of each character', asNumbers],
		['in an address', encodeURIComponent(SECRET)],
		['in base64', Buffer.from(`user:${SECRET}`).toString('base64')],
		['as hex digits', Buffer.from(SECRET).toString('hex')],
	];
	const CASES: Array<[GatewayName, string, string, IDataObject, (secret: string) => string]> = [
		[
			...(['bestSmsGateway', 'sms', 'getAll', { subAccountPassword: SECRET }] as const),
			(secret) => `{"records":{"error":["${secret}"]}}`,
		],
		[
			...(['bestSmsGateway', 'group', 'getAll', { subAccountPassword: SECRET }] as const),
			(secret) => `{"contact_groups":["${secret}"]}`,
		],
		[
			...(['smsGateway24', 'sms', 'getAll', { token: SECRET }] as const),
			(secret) => `{"smss":[["${secret}"]]}`,
		],
		[
			...(['smsGateway24', 'device', 'getAll', { token: SECRET }] as const),
			(secret) => `{"error":0,"device":["${secret}"]}`,
		],
		[
			...(['smstools', 'sms', 'getInbox', { clientSecret: SECRET.replace('é', '') }] as const),
			(secret) => `{"messages":["${secret}"]}`,
		],
		[
			...(['textBoost', 'group', 'getAll', { apiToken: SECRET.replace('é', '') }] as const),
			(secret) => `{"status":"success","data":["${secret}"]}`,
		],
	];
	const ROWS = CASES.flatMap(([gateway, resource, operation, credential, bodyOf]) =>
		SPELLINGS.map(([spelling, written]) => ({
			...{ gateway, resource, operation, credential, spelling },
			// What goes into a header has no letters beyond ASCII.
			body: bodyOf(
				'smstools textBoost'.includes(gateway)
					? written
							.replace(/é|\\u00e9|%C3%A9|c3a9$/, '')
							.replace(/w6k=$/, '')
							.replace('YTXDqQ==', 'YTU=')
					: written,
			),
		})),
	);

	it.each(ROWS)(
		'is masked: $gateway $resource $operation, $spelling',
		async ({ gateway, resource, operation, credential, body }) => {
			answerText(body);
			const { error, run: whole } = await run(gateway, resource, operation, {}, credential);
			expect(error?.message).toMatch(/ that this node (?:cannot read|does not understand)/);
			expect(error?.message).toContain('•••');
			const shown = JSON.stringify([error, whole.data.resultData]);
			for (const part of ['f0e1d2', 'ZjBlMWQy', 'YwZTFkMi', 'MGUxZDI', '663065']) {
				expect(shown).not.toContain(part);
			}
		},
	);
});

describe('a key that was copied with more around it', () => {
	it.each([
		['textBoost', 'apiToken', (token: string) => `Authorization: Bearer ${token}`],
		['textBoost', 'apiToken', (token: string) => `authorization:bearer  ${token} `],
		['textBoost', 'apiToken', (token: string) => `Bearer ${token}`],
		['textBoost', 'apiToken', (token: string) => `"${token}"`],
		['textBoost', 'apiToken', (token: string) => `“Bearer ${token}”`],
		['smsGateway24', 'token', (token: string) => ` '${token}'\n`],
		['smstools', 'clientSecret', (token: string) => `"${token}" `],
		['smstools', 'clientId', (token: string) => `\t‘${token}’`],
	] as const)('is cleaned: %s, %s', async (name, field, written) => {
		const key = GATEWAYS[name].credential(setup.sandbox).data[field];
		const [resource, operation] =
			name === 'textBoost'
				? ['account', 'getBalance']
				: name === 'smstools'
					? ['account', 'getBalance']
					: ['device', 'getAll'];
		const changed = { [field]: written(String(key)) };
		const { error } = await run(name, resource, operation, {}, changed);
		expect(error).toBeUndefined();
	});
});

describe('100 kB where a balance or a sentence is expected', () => {
	const LONG = ['1', ' ', '"', '<', '\\'].map((piece) => piece.repeat(100_000));
	it.each<[GatewayName, string, string, (text: string) => unknown]>([
		[
			'textBoost',
			'account',
			'getBalance',
			(text) => ({ status: 'success', data: { remaining_balance: text } }),
		],
		['textBoost', 'account', 'getBalance', (text) => ({ status: 'error', message: text })],
		['smsGateway24', 'device', 'getAll', (text) => ({ error: 1, message: text })],
		['bestSmsGateway', 'account', 'get', (text) => ({ balance: text })],
		['bestSmsGateway', 'account', 'get', (text) => ({ error: text, error_code: 9 })],
		['smstools', 'account', 'getBalance', (text) => ({ error: text, errorMsg: text })],
		['smstools', 'account', 'getBalance', (text) => ({ credits: text })],
	])(
		'%s %s %s goes on, and quotes no more than a line',
		async (name, resource, operation, bodyOf) => {
			for (const text of LONG) {
				answerWith(jsonAnswer(200, bodyOf(text)));
				const { error } = await run(name, resource, operation);
				expect((error?.message ?? '').length).toBeLessThan(500);
			}
		},
	);
});
