import { expect, it } from '@jest/globals';
import { bodyOf, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const sms = { to: '+31612345678', message: 'Hello' };

it.each([
	['+33 6 12 34 56 78', '+33612345678'],
	['YourName', 'YourName'],
	['Elf Zeichen', 'Elf Zeichen'],
	['12345', '12345'],
])('takes %s for a sender', async (from, sent) => {
	expect((await run('sms', 'send', { ...sms, from })).error).toBeUndefined();
	expect(setup.sandbox.requests.all.map((request) => bodyOf(request).sender_id)).toEqual([sent]);
});
