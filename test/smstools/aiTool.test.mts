import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { bodyOf, byName, groupById, NODE, setUp } from './setup.mts';

const setup = setUp();

/** Calls the node as an AI agent does. */
function toolWith(parameters: INodeParameters) {
	const credentials = { [NODE.credentialType]: setup.credential() };
	return agentTool(setup.engine, NODE.type, parameters, credentials);
}

describe('a tool of an AI agent', () => {
	it('reads an inbox without SMS', async () => {
		const [output] = (await toolWith({ resource: 'sms', operation: 'getInbox' })()) ?? [];
		expect(output).toEqual([]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('sends to a group by its name, from a sender that the model chooses', async () => {
		const id = setup.sandbox.smstools.addGroup('Guests of the agent');
		const send = toolWith({
			resource: 'sms',
			operation: 'sendToGroup',
			from: { __rl: true, mode: 'text', value: "={{ $fromAI('from', '', 'string', 'Bakery') }}" },
			groupId: byName('={{ $fromAI("group", "", "string", "guests of the agent") }}'),
			message: 'Hello',
		});
		const [output] = (await send()) ?? [];
		expect(output?.map(({ json }) => json)).toMatchObject([{ from: 'Bakery', to: id }]);
		expect(bodyOf(setup.sandbox.requests.all.at(-1))).toMatchObject({ sender: 'Bakery', to: id });
	});

	it('creates a contact, and saves it again', async () => {
		const groupId = groupById(setup.sandbox.smstools.addGroup('Guests'));
		const parameters = { resource: 'contact', groupId, phone: '+32474123456' };
		const create = toolWith({ ...parameters, operation: 'create' });
		const upsert = toolWith({ ...parameters, operation: 'upsert' });
		const [[created] = []] = (await create()) ?? [];
		const [[saved] = []] = (await upsert()) ?? [];
		expect(saved?.json).toMatchObject({ id: created?.json.id, isNew: false });
	});
});
