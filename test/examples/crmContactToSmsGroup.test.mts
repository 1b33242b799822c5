import { describe, expect, it } from '@jest/globals';
import { CONTACT_GROUPS } from '../../lab/gateways/contactGroups.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { readExample } from './readExample.mts';

const setup = setUpEngine();
const workflow = readExample('crm-contact-to-sms-group.json');

function parametersOf(name: string) {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (node === undefined) throw new Error(`There is no node ${name} in the example`);
	return node.parameters;
}

it('maps the fields that the last node reads', () => {
	const mapped = JSON.stringify(parametersOf('Map fields').assignments);
	const read = [...JSON.stringify(parametersOf('Save contact')).matchAll(/\$json\.(\w+)/g)].map(
		([, name]) => name,
	);
	expect(read).toEqual(['group', 'phone', 'firstName', 'lastName']);
	for (const name of read) expect(mapped).toContain(`"name":"${name}"`);
});

describe.each(ALL_GATEWAYS)('with the node of $title', (gateway) => {
	it('saves the contact, and the second change arrives too', async () => {
		const groups = CONTACT_GROUPS[gateway.name];
		const own = groups.addGroup(setup.sandbox, 'Customers');
		const { type, data } = gateway.credential(setup.sandbox);
		const phone = gateway.phone(4711);
		const save = async (firstName: string, lastName: string) =>
			await setup.engine.run({
				type: nodeOf(gateway.name),
				parameters: { ...parametersOf('Save contact'), ...own } as never,
				credentials: { [type]: data },
				items: [{ group: 'Customers', phone, firstName, lastName }],
			});
		await save('Ada', 'Byron');
		expect(groups.namesOf(setup.sandbox, phone)).toEqual(['Ada Byron']);
		await save('Ada', 'Lovelace');
		expect(groups.namesOf(setup.sandbox, phone).at(-1)).toBe('Ada Lovelace');
	});
});
