import { expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { readExample } from '../examples/readExample.mts';
import { plainText } from '../engine/plainText.mts';
import { groupById, setUp } from './setup.mts';

const setup = setUp();
const workflow = readExample('crm-contact-to-sms-group.json');

function nodeOf(type: string): INode {
	const node = workflow.nodes.find((candidate) => candidate.type === type);
	if (node === undefined) throw new Error(`There is no ${type} in the example`);
	return node;
}

it('maps the fields that the last node reads', () => {
	const { assignments } = nodeOf('n8n-nodes-base.set').parameters;
	const mapped = JSON.stringify(assignments);
	const { parameters } = nodeOf('n8n-nodes-sms-gateways.smsGatewayApi');
	const read = [...JSON.stringify(parameters).matchAll(/\$json\.(\w+)/g)].map(([, name]) => name);
	expect(read).toEqual(['phone', 'firstName', 'lastName', 'birthday']);
	for (const name of read) expect(mapped).toContain(`"name":"${name}"`);
});

it('creates the contact, and the second change arrives too', async () => {
	const groupid = setup.sandbox.smstools.addGroup('Customers');
	const { resource, operation, ...parameters } = nodeOf(
		'n8n-nodes-sms-gateways.smsGatewayApi',
	).parameters;
	const save = async (person: { firstName: string; lastName: string; birthday: string }) =>
		await setup.run(
			plainText(resource),
			plainText(operation),
			{ ...parameters, groupId: groupById(groupid) },
			{ items: [{ phone: '+32474123456', ...person }] },
		);
	const created = await save({ firstName: 'Ann', lastName: '', birthday: '1997-03-23' });
	const updated = await save({ firstName: '', lastName: 'Smith', birthday: '' });
	expect([created.json[0]?.isNew, updated.json[0]?.isNew]).toEqual([true, false]);
	expect(setup.sandbox.smstools.contacts).toMatchObject([
		{ groupid, firstname: 'Ann', lastname: 'Smith', birthday: '1997-03-23' },
	]);
});
