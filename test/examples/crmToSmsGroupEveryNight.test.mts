import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode } from 'n8n-workflow';
import { CONTACT_GROUPS } from '../../lab/gateways/contactGroups.mts';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { expectDocumentedRequests } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import { readExample } from './readExample.mts';

const { nodes } = readExample('crm-to-sms-group-every-night.json');
const sync = nodeNamed('Sync group');
const sms = nodeNamed('SMS to the boss');
/** One of the example's notes says which gateways have Sync Group, and which of them can remove nobody. */
const SYNCING = ALL_GATEWAYS.filter(({ name }) => name !== 'smsGateway24');
const REMOVING = SYNCING.filter(({ name }) => name !== 'smstools');

let engine: Engine;
/** Of one test, so that its group is empty at first. */
let sandbox: Sandbox;
beforeAll(async () => void (engine = await startEngine()));
beforeEach(async () => void (sandbox = await startSandbox({ strict: true })));
afterEach(async () => {
	await sandbox.close();
	expectDocumentedRequests(sandbox);
});

function nodeNamed(name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (node === undefined) throw new Error(`There is no ${name} in the example`);
	return node;
}

/** Rows as the Data Table node yields them. */
function rowsOf({ phone }: Gateway, count: number, lastName = 'Smith'): IDataObject[] {
	return Array.from({ length: count }, (_, n) => ({
		id: n + 1,
		phone: phone(n),
		firstName: 'Ada',
		lastName: `${lastName} ${n}`,
		createdAt: '2026-11-01T00:00:00.000Z',
		updatedAt: '2026-11-01T00:00:00.000Z',
	}));
}

/** Syncs the group with these rows, with what is read for the SMS of each item that failed. */
async function night(gateway: Gateway, items: IDataObject[]) {
	const { type, data } = gateway.credential(sandbox);
	return await engine.run({
		type: nodeOf(gateway.name),
		parameters: sync.parameters,
		credentials: { [type]: data },
		items,
		settings: { onError: sync.onError },
		readAfterError: plainText(sms.parameters.message),
	});
}

/** Makes the group of the example, with the people of these rows in it. */
async function prepare(gateway: Gateway, items: IDataObject[]): Promise<void> {
	CONTACT_GROUPS[gateway.name].addGroup(sandbox, 'Customers');
	const { json } = await night(gateway, items);
	expect(json.map(({ change }) => change)).toEqual(items.map(() => 'added'));
}

/** The names of whoever has the number of a row, by the row's place. */
function namesOf({ name, phone }: Gateway, n: number): string[] {
	return CONTACT_GROUPS[name].namesOf(sandbox, phone(n));
}

it('tells the boss once, of whatever Sync Group could not do', () => {
	expect(sync.onError).toBe('continueErrorOutput');
	expect(sms.executeOnce).toBe(true);
});

describe.each(SYNCING)('with the node of $title', (gateway) => {
	it('shows only what has changed', async () => {
		const rows = rowsOf(gateway, 20);
		await prepare(gateway, rows);
		const { json, errorItems } = await night(gateway, [
			{ ...rows[0], lastName: 'Byron' },
			...rows.slice(2),
			{ ...rowsOf(gateway, 21).at(-1) },
		]);
		const isRemoved = REMOVING.includes(gateway);
		expect(json).toMatchObject([
			{ change: 'updated', changedFields: ['lastName'] },
			{ change: 'added' },
			{ change: isRemoved ? 'removed' : 'extra' },
		]);
		expect(errorItems).toEqual([]);
		expect(namesOf(gateway, 0)).toEqual(['Ada Byron']);
		expect(namesOf(gateway, 20)).toEqual(['Ada Smith 20']);
		expect(namesOf(gateway, 1)).toEqual(isRemoved ? [] : ['Ada Smith 1']);
	});

	it('removes nobody for a row without a number, and tells the boss of it', async () => {
		const rows = rowsOf(gateway, 20);
		await prepare(gateway, rows);
		const { errorItems, readAfterError } = await night(gateway, [
			{ ...rows[0], phone: null },
			...rows.slice(1),
		]);
		expect(errorItems).toHaveLength(1);
		expect(readAfterError).toEqual([
			expect.stringMatching(/^The SMS group Customers is not up to date\. Phone /),
		]);
		expect(namesOf(gateway, 0)).toEqual(['Ada Smith 0']);
	});
});

it.each(REMOVING)('changes nothing at $title where too many would go', async (gateway) => {
	const rows = rowsOf(gateway, 20);
	await prepare(gateway, rows);
	const later = rowsOf(gateway, 17, 'Byron');
	const { json, readAfterError } = await night(gateway, later);
	expect(json).toEqual([]);
	expect(readAfterError).toEqual(
		later.map((): unknown =>
			expect.stringMatching(
				/^The SMS group Customers is not up to date\. 3 of 20 contacts .* Most Removals \(10%\): Ada Smith 17 .* Nothing was changed in this group\.$/,
			),
		),
	);
	for (const n of [0, 17, 19]) {
		expect(namesOf(gateway, n)).toEqual([`Ada Smith ${n}`]);
	}
});
