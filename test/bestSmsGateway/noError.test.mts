import { expect, it } from '@jest/globals';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { answer } from '../contract/answer.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

it.each(['""', '"0"', 'null', '0', 'false'])('takes the error %s for none', async (error) => {
	const fault = answer(200, `{"error":${error},"balance":"7"}`);
	setup.sandbox.faults.add({ when: 'before', fault });
	const result = await run('account', 'get', { simplify: false });
	expect(result.json).toEqual([{ balance: '7' }]);
});

it('takes on hold for an acceptance of a send only', async () => {
	const fault = jsonAnswer(200, { error: 'Account currently on hold', error_code: 11 });
	setup.sandbox.faults.add({ when: 'before', fault });
	const result = await run('sms', 'stop', { filters: { batchId: 'x' } });
	expect(result.error?.message).toBe(
		'BestSMSGateway refused: “Account currently on hold”. [item 0]',
	);
});
