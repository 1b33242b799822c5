import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { onPixel7, setUp } from './setup.mts';

const setup = setUp();

/** Calls Send as an AI agent does. */
function agent(parameters: INodeParameters) {
	const send = { resource: 'sms', operation: 'send', ...onPixel7, ...parameters };
	return agentTool(setup.engine, 'smsGateway24', send, { smsGateway24Api: setup.credential() });
}

const sends = () => setup.sandbox.requests.to('/addsms');

describe('a tool of an AI agent', () => {
	it('is offered', () => {
		const { nodeTypes } = setup.engine.package;
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.smsGateway24');
		expect(description.usableAsTool).toBe(true);
	});

	it('sends, and may send the same text again when asked again', async () => {
		const call = agent({ to: '+33612345678', message: 'Hello' });
		expect(await call()).toEqual([
			[{ json: expect.objectContaining({ status: 'queued' }), pairedItem: { item: 0 } }],
		]);
		await call();
		expect(sends()).toHaveLength(2);
	});

	it('does not repeat an SMS that may have gone out, but sends another text', async () => {
		const call = agent({ to: '+33612345678', message: 'Hello' });
		setup.sandbox.faults.add({ path: '/addsms', when: 'after', fault: { kind: 'drop' } });
		await expect(call()).rejects.toThrow('may still have been sent');
		await expect(call()).rejects.toThrow('may still have been sent');
		expect(sends()).toHaveLength(1);
		await call({ message: 'Another' });
		expect(sends()).toHaveLength(2);
	});
});
