import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { bodyOf, byId, setUp } from './setup.mts';

const setup = setUp();
const sends = () => setup.sandbox.requests.to('/sms/send');

/** Calls an operation as an AI agent does. */
const agent = (resource: string, operation: string, parameters: INodeParameters) =>
	agentTool(
		setup.engine,
		'textBoost',
		{ resource, operation, ...parameters },
		{
			textBoostApi: setup.credential(),
		},
	);

it.each([
	['send', {}],
	['sendMany', {}],
	['sendVoice', {}],
	['sendMms', { mediaUrl: 'https://example.com/a.png' }],
])('%s works for an agent with a time too', async (operation, fields) => {
	const call = agent('sms', operation, {
		to: '+31600000001',
		from: 'YourName',
		message: 'Hello',
		additionalFields: { sendAt: '2090-01-01T10:00:00Z' },
		...fields,
	});
	expect(await call()).toEqual([
		[{ json: expect.objectContaining({ status: 'queued' }), pairedItem: { item: 0 } }],
	]);
	expect(bodyOf(sends()[0]).schedule_time).toBe('2090-01-01 15:30');
	const isPlain = operation === 'send' || operation === 'sendMany';
	// See voiceAndMms.test.mts.
	if (!isPlain) setup.sandbox.requests.clear();
});

it('reads the contacts of a group again for each call of an agent', async () => {
	const groupId = setup.sandbox.textBoost.seedGroup('A', 0);
	const call = agent('contact', 'upsert', { groupId: byId(groupId), phone: '+31612345678' });
	await call();
	await call();
	expect(setup.sandbox.requests.to('/all')).toHaveLength(2);
	expect(setup.sandbox.requests.to('/store')).toHaveLength(1);
});
