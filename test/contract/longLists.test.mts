import { expect, it, jest } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, GATEWAYS } from '../../lab/gateways/gateways.mts';
import { agentTool } from '../engine/agentTool.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { NodeOperation } from './operations.mts';
import { operationsOf } from './operations.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** More than JavaScript takes as the arguments of a function. */
const LENGTH = 130_000;

/** How a list is answered: the number of pages, each with its share of the rows. */
interface LongList {
	pages: number;
	row: (number: number) => object;
	page: (rows: object[], pages: number) => unknown;
}

const sms = (id: string): LongList['row'] => {
	return (number) => ({ [id]: String(number), date: '2026-03-01 10:00:00', message: 'Hi' });
};
const smstools = (pages: number): LongList => ({
	pages,
	row: sms('ID'),
	page: (rows) => (pages === 1 ? rows : { total: LENGTH, messages: rows }),
});
const bestSmsGateway = (id: string): LongList => ({
	pages: 434,
	row: sms(id),
	page: (records, totalpages) => ({ records, total: LENGTH, totalpages }),
});
const textBoost: LongList = {
	pages: 1_300,
	row: sms('uid'),
	page: (data, pages) => ({ status: 'success', data: { data, last_page: pages } }),
};

const LISTS: Record<string, LongList> = {
	'smstools account getSenders': smstools(1),
	'smstools contact getAll': smstools(65),
	'smstools group getAll': smstools(65),
	'smstools sms getConversation': smstools(65),
	'smstools sms getInbox': smstools(65),
	'smstools sms getScheduled': smstools(65),
	'smstools sms getSent': smstools(65),
	'smsGateway24 device getAll': {
		pages: 1,
		row: sms('id'),
		page: (device) => ({ error: 0, device }),
	},
	'smsGateway24 sms getAll': { pages: 1, row: sms('id'), page: (smss) => ({ error: 0, smss }) },
	'bestSmsGateway contact getAll': bestSmsGateway('contact_id'),
	'bestSmsGateway group getAll': {
		pages: 1,
		row: () => ({}),
		page: (rows) => ({
			contact_groups: Object.fromEntries(rows.map((_row, at) => [`Group ${at}`, '1'])),
		}),
	},
	'bestSmsGateway sms getAll': bestSmsGateway('sms_id'),
	'textBoost contact getAll': textBoost,
	'textBoost group getAll': textBoost,
	'textBoost sms getAll': textBoost,
};

const titleOf = ({ gateway, resource, operation }: NodeOperation) =>
	`${gateway} ${resource} ${operation}`;

const operations = () =>
	ALL_GATEWAYS.flatMap(({ name }) => operationsOf(name, setup.engine.package));

function answerWith({ pages, row, page }: LongList): void {
	const perPage = Math.ceil(LENGTH / pages);
	setup.sandbox.faults.clear();
	for (let start = 0; start < LENGTH; start += perPage) {
		const length = Math.min(perPage, LENGTH - start);
		const rows = Array.from({ length }, (_, place) => row(start + place + 1));
		setup.sandbox.faults.add({ when: 'before', fault: jsonAnswer(200, page(rows, pages)) });
	}
}

it('every operation that returns a list of any length is tried', () => {
	const withLimit = operations().filter(({ hasReturnAll }) => hasReturnAll);
	expect(Object.keys(LISTS)).toEqual(expect.arrayContaining(withLimit.map(titleOf)));
});

it.each(Object.entries(LISTS))('%s reads 130,000 rows', async (title, list) => {
	const found = operations().find((operation) => titleOf(operation) === title);
	answerWith(list);
	const [name, resource, operation] = title.split(' ') as [GatewayName, string, string];
	const { type, data } = GATEWAYS[name].credential(setup.sandbox);
	const { error, items } = await setup.engine.run({
		type: nodeOf(name),
		parameters: { resource, operation, ...found?.parameters, returnAll: true },
		credentials: { [type]: data },
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(LENGTH);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(LENGTH);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	expect(setup.sandbox.requests.all).toHaveLength(list.pages);
});

it('says where n8n cannot take this many: as a tool of an AI agent up to version 2', async () => {
	const list = LISTS['smsGateway24 sms getAll'];
	if (list === undefined) throw new Error('There is no such list');
	answerWith(list);
	const { type, data } = GATEWAYS.smsGateway24.credential(setup.sandbox);
	const parameters = { resource: 'sms', operation: 'getAll', returnAll: true };
	const call = agentTool(setup.engine, 'smsGateway24', parameters, { [type]: data });
	const failure: unknown = await call().catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(NodeApiError);
	expect(failure).toHaveProperty(
		'message',
		'The list has 130000 rows, but n8n can handle only 100000 from one item. [item 0]',
	);
});
