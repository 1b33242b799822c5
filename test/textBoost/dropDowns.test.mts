import { beforeEach, describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { byId, byName, setUp } from './setup.mts';

const setup = setUp();

async function search(
	method: 'searchGroups' | 'searchContacts',
	filter?: string,
	paginationToken?: string,
	fields: INodeParameters = {},
): Promise<INodeListSearchResult | undefined> {
	const { nodeTypes } = setup.engine.package;
	const currentNodeParameters = { resource: 'contact', operation: 'get', ...fields };
	const nodeType = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
	const node = {
		id: '1',
		name: 'TextBoost',
		type: 'n8n-nodes-sms-gateways.textBoost',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: currentNodeParameters,
		credentials: { textBoostApi: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = setup.engine.additionalData({ textBoostApi: setup.credential() });
	const context = new LoadOptionsContext(workflow, node, { ...data, currentNodeParameters }, '/');
	return await nodeType.methods?.listSearch?.[method]?.call(context, filter, paginationToken);
}

const names = (result: INodeListSearchResult | undefined) =>
	result?.results.map(({ name }) => name) ?? [];

describe.each(TEXTBOOST_VERSIONS)('on version %s', (version) => {
	beforeEach(() => {
		setup.sandbox.textBoost.settings.version = version;
	});

	describe('groups', () => {
		it('are shown a page at a time', async () => {
			const uids = Array.from({ length: 30 }, (_, i) =>
				setup.sandbox.textBoost.seedGroup(`G ${i}`, 0),
			);
			const first = await search('searchGroups');
			expect(first).toMatchObject({ paginationToken: '2' });
			expect(first?.results[0]).toEqual({ name: 'G 0', value: uids[0] });
			expect(first?.results).toHaveLength(25);
			const second = await search('searchGroups', undefined, first?.paginationToken);
			expect(names(second)).toEqual(['G 25', 'G 26', 'G 27', 'G 28', 'G 29']);
			expect(second?.paginationToken).toBeUndefined();
		});

		it('are searched over all pages', async () => {
			for (let i = 0; i < 60; i++) setup.sandbox.textBoost.seedGroup(`G ${i}`, 0);
			setup.sandbox.textBoost.seedGroup('Customers', 0);
			expect(await search('searchGroups', ' custom ')).toEqual({
				results: [{ name: 'Customers', value: expect.any(String) }],
			});
		});

		it('say why there are none', async () => {
			const body = '{"message":"Unauthenticated."}';
			setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 401, body } });
			await expect(search('searchGroups')).rejects.toThrow(
				'TextBoost does not accept the API Token (HTTP 401): “Unauthenticated”.',
			);
		});
	});

	describe('contacts', () => {
		it.each(['POST', 'GET'] as const)(
			'of the group that is chosen are shown, by %s',
			async (listMethod) => {
				// As at a host that has repaired its list of contacts.
				Object.assign(setup.sandbox.textBoost.settings, { listMethod, contactListFails: false });
				setup.sandbox.textBoost.seedGroup('Other', 1);
				const groupId = byId(setup.sandbox.textBoost.seedGroup('A', 3));
				const result = await search('searchContacts', 'last 1', undefined, { groupId });
				expect(result).toEqual({
					results: [{ name: 'First 1 Last 1 (31600000001)', value: expect.any(String) }],
				});
				expect(
					names(await search('searchContacts', '31600000002', undefined, { groupId })),
				).toEqual(['First 2 Last 2 (31600000002)']);
			},
		);

		it.each(['A', ' a '])('of the group that is named are shown: %j', async (name) => {
			setup.sandbox.textBoost.settings.contactListFails = false;
			setup.sandbox.textBoost.seedGroup('Other', 1);
			setup.sandbox.textBoost.seedGroup('A', 2);
			const groupId = byName(name);
			expect(names(await search('searchContacts', '', undefined, { groupId }))).toEqual([
				'First 0 Last 0 (31600000000)',
				'First 1 Last 1 (31600000001)',
			]);
		});

		it('are not guessed where no group has the name', async () => {
			const groupId = byName('Nobody');
			await expect(search('searchContacts', '', undefined, { groupId })).rejects.toThrow(
				'No group is named “Nobody”.',
			);
		});

		it.each(['', '={{ $json.group }}'])('ask for the group by name first: %j', async (value) => {
			const groupId = byName(value);
			await expect(search('searchContacts', '', undefined, { groupId })).rejects.toThrow(
				'Choose a group first.',
			);
			expect(setup.sandbox.requests.all).toEqual([]);
		});

		it('say why there are none where the list of the host is broken', async () => {
			setup.sandbox.textBoost.settings.contactListFails = true;
			const groupId = byId(setup.sandbox.textBoost.seedGroup('A', 3));
			await expect(search('searchContacts', '', undefined, { groupId })).rejects.toThrow(
				'The list of contacts does not work on this host',
			);
		});

		it.each(['', '={{ $json.group }}'])('ask for the group first: %j', async (value) => {
			const groupId = byId(value);
			await expect(search('searchContacts', '', undefined, { groupId })).rejects.toThrow(
				'Choose a group first.',
			);
			expect(setup.sandbox.requests.all).toEqual([]);
		});

		it('depend on the group in the editor', () => {
			const { nodeTypes } = setup.engine.package;
			const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
			const field = description.properties.find(({ name }) => name === 'contactId');
			expect(field?.typeOptions?.loadOptionsDependsOn).toEqual(['groupId.value']);
		});
	});
});
