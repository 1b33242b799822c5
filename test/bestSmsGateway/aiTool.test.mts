import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();

const agent = (parameters: INodeParameters) =>
	agentTool(
		setup.engine,
		'bestSmsGateway',
		{ resource: 'sms', ...parameters },
		{ bestSmsGatewayApi: setup.credential() },
	);

const sends = () => setup.requestsFor('send_sms');

it.each([['sendToGroup', { groupId: group('Staff') }]])(
	'%s works as a tool, and repeats no SMS that may have gone out',
	async (operation, target) => {
		const { accountId } = setup;
		setup.sandbox.bestSmsGateway.seedContacts([
			{ accountId, phone: '2348000000001', group: 'Staff' },
		]);
		const call = agent({ operation, message: 'Hello', ...target });
		expect(await call()).toEqual([
			[{ json: expect.objectContaining({ text: 'Hello' }), pairedItem: { item: 0 } }],
		]);
		setup.sandbox.faults.add({
			form: { action: 'send_sms' },
			when: 'after',
			fault: { kind: 'drop' },
		});
		await expect(call()).rejects.toThrow('may still have been sent');
		await expect(call()).rejects.toThrow('may still have been sent');
		expect(sends()).toHaveLength(2);
	},
);
