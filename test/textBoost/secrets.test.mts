import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { withoutSecrets } from '../../nodes/TextBoost/api/secrets.ts';
import { byId, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const RANDOM = TEXTBOOST_TOKEN.split('|')[1] ?? '';

/** A row of the server with the token wherever it could stand, and what remains of it. */
const ROW = {
	uid: '606812e63f78b',
	to: '31612345678',
	phone: 31612345678,
	name: 'A',
	api_key: TEXTBOOST_TOKEN,
	api_token: 'of somebody else',
	anything: RANDOM,
	[`key ${RANDOM}`]: 1,
	note: `see ${TEXTBOOST_TOKEN}.`,
	user: {
		token: TEXTBOOST_TOKEN,
		list: [TEXTBOOST_TOKEN, `a ${RANDOM}`, { api_key: RANDOM, kept: 1 }],
	},
	custom_fields: { KEYWORD: 'spring', TOKENS: 3 },
};
const CLEAN = {
	uid: '606812e63f78b',
	to: '31612345678',
	phone: 31612345678,
	name: 'A',
	anything: '•••',
	'key •••': 1,
	note: 'see •••.',
	user: { token: '•••', list: ['•••', 'a •••', { kept: 1 }] },
	custom_fields: { KEYWORD: 'spring', TOKENS: 3 },
};

const contact = { groupId: byId('a1'), contactId: byId('b2'), phone: '+31612345678' };
const sms = { to: '+31612345678', from: 'X', message: 'x', mediaUrl: 'https://example.com/a.png' };

const OPERATIONS: Array<[string, string, INodeParameters, 'row' | 'list']> = [
	['sms', 'send', sms, 'row'],
	['sms', 'sendMany', sms, 'row'],
	['sms', 'sendVoice', sms, 'row'],
	['sms', 'sendMms', sms, 'row'],
	['sms', 'get', { messageId: 'a1' }, 'row'],
	['sms', 'getAll', {}, 'list'],
	['contact', 'create', contact, 'row'],
	['contact', 'get', contact, 'row'],
	['contact', 'getAll', contact, 'list'],
	['contact', 'update', contact, 'row'],
	['group', 'create', { name: 'A' }, 'row'],
	['group', 'get', contact, 'row'],
	['group', 'getAll', {}, 'list'],
	['group', 'update', { ...contact, name: 'A' }, 'row'],
	['campaign', 'create', { ...contact, from: 'X', message: 'x' }, 'row'],
	['campaign', 'get', { campaignId: 'a1' }, 'row'],
	['account', 'getBalance', {}, 'row'],
	['account', 'getProfile', {}, 'row'],
];

describe.each(OPERATIONS)(
	'%s: %s never shows the token',
	(resource, operation, parameters, shape) => {
		const data = shape === 'list' ? { data: [ROW], last_page: 1 } : ROW;
		const answerWith = (body: unknown) =>
			setup.sandbox.faults.add({
				when: 'before',
				fault: { kind: 'answer', status: 200, body: JSON.stringify(body) },
			});

		it.each([true, false])('in its output, with Simplify %s', async (simplify) => {
			answerWith({ status: 'success', message: TEXTBOOST_TOKEN, data });
			const result = await run(resource, operation, { ...parameters, simplify });
			expect(result.error).toBeUndefined();
			expect(JSON.stringify(result.run)).not.toContain(RANDOM);
			const hasNoRaw = resource === 'campaign' && operation === 'create';
			if (simplify || hasNoRaw || operation === 'getProfile') return;
			expect(result.json).toEqual([CLEAN]);
		});

		it('in an error about an answer that it cannot read', async () => {
			answerWith({ status: 'success', data: [[`x ${TEXTBOOST_TOKEN}`, RANDOM]] });
			const unreadable = await run(resource, operation, parameters);
			answerWith({ status: 'error', message: `no ${RANDOM}`, data });
			const refused = await run(resource, operation, parameters);
			expect(refused.error?.message).toMatch(/no •••/);
			expect(JSON.stringify([unreadable.run, refused.run])).not.toContain(RANDOM);
		});
	},
);

it('bears any depth', () => {
	let deep: unknown = RANDOM;
	for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
	expect(JSON.stringify(withoutSecrets({ deep }, [RANDOM]))).not.toContain(RANDOM);
});

it('leaves everything as it is where there is no token', () => {
	expect(withoutSecrets({ a: ['', 0, null, { b: false }] }, ['', ' '])).toEqual({
		a: ['', 0, null, { b: false }],
	});
});
