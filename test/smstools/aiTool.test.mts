import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { groupById, NODE, setUp } from './setup.mts';

const setup = setUp();

/** Calls the node as an AI agent does. */
function toolWith(parameters: INodeParameters) {
	const credentials = { [NODE.credentialType]: setup.credential() };
	return agentTool(setup.engine, NODE.type, parameters, credentials);
}

describe('a tool of an AI agent', () => {
	const toNumber = { from: 'Bakery', to: '+32474123456', message: 'Hello' };

	it.each<[string, string, INodeParameters]>([
		['sms', 'send', toNumber],
		['sms', 'sendMany', toNumber],
		['sms', 'sendVoice', toNumber],
		['sms', 'getInbox', {}],
		['account', 'getBalance', {}],
	])('runs %s: %s', async (resource, operation, parameters) => {
		const call = toolWith({ resource, operation, ...parameters });
		const [output] = (await call()) ?? [];
		const reads = operation === 'getInbox' ? 0 : 1;
		expect(output).toHaveLength(reads);
		expect(setup.sandbox.requests.all).toHaveLength(1);
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

	it('does not repeat an SMS that may have gone out', async () => {
		const call = toolWith({
			resource: 'sms',
			operation: 'send',
			...toNumber,
		});
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		await expect(call()).rejects.toThrow('may still have been sent');
		await expect(call()).rejects.toThrow('may still have been sent');
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});
});
