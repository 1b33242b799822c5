import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { bodyOf, groupById, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const toNumber: INodeParameters = { to: '+32474123456', message: 'Hello' };
const fieldsOf = (operation: string): INodeParameters =>
	operation === 'sendToGroup'
		? { groupId: groupById(setup.sandbox.smstools.addGroup('Guests')), message: 'Hello' }
		: toNumber;

describe.each(['send', 'sendMany', 'sendToGroup', 'sendVoice'])('%s without From', (operation) => {
	it.each([undefined, '', ' ', '={{ null }}', '={{ $json.missing }}'])(
		'(%j) names no sender, and leaves it open in the output',
		async (from) => {
			const parameters = { ...fieldsOf(operation), ...(from !== undefined && { from }) };
			const result = await run('sms', operation, parameters);
			expect(result.error).toBeUndefined();
			expect(bodyOf(setup.sandbox.requests.all[0])).not.toHaveProperty('sender');
			expect(setup.sandbox.smstools.sent.at(-1)?.sender).toBe(SMSTOOLS_ACCOUNT.inboxes[0]);
			expect(result.json).toMatchObject([{ from: null, status: 'queued' }]);
		},
	);

	it('says what to do where Smstools wants a sender', async () => {
		setup.sandbox.smstools.settings.missingSender = 'refused';
		const result = await run('sms', operation, fieldsOf(operation));
		expect(result.error).toEqual({
			message: 'Smstools refused: “The sender is empty” (code 109). The SMS was not sent. [item 0]',
			description:
				'Your account cannot send without a sender. Fill in From: Account > Get Senders shows what you can use.',
		});
	});
});
