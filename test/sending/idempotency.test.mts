import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { sendParameters } from '../../lab/gateways/parameters.mts';
import type { Item } from '../../lab/gateways/items.mts';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import type { NodeResult } from '../engine/engine.mts';
import { hintsOf } from '../engine/hints.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { breakStore } from '../engine/deduplicator.mts';
import { BOTH_WAYS_TO_CONTINUE, RETRY, setUp, until } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

afterEach(() => breakStore(undefined));

/** As many executions at once as a webhook that is repeated by mistake may start. */
const AT_ONCE = 20;

let keys = 0;

/** A key that no other test has used. */
function newKey(): string {
	return `order ${++keys}`;
}

function withKey(idempotencyKey: string, more: INodeParameters = {}): INodeParameters {
	return { additionalFields: { idempotencyKey, ...more } };
}

const KEY_OF_ITEM = withKey('={{ $json.key }}');

describe.each(EACH_SEND)('$title: $operation with a key', ({ gateway, operation }) => {
	const test = setup.of(gateway);
	const items = itemsFor(gateway, 3);
	const one = items.slice(0, 1);

	it('sends once, and says so the second time', async () => {
		const key = newKey();
		const first = await test.run(operation, one, { parameters: withKey(key) });
		const second = await test.run(operation, one, { parameters: withKey(key) });

		expect(first.json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
		expect(first.json).toMatchObject([{ idempotencyKey: key, reason: null }]);
		expect(hintsOf(first)).toEqual([]);
		expect(second.status).toBe('success');
		expect(second.json).toEqual([
			{
				...first.json[0],
				id: null,
				status: 'skipped',
				vendorStatus: null,
				reason: `Not sent: this node has already sent something with this idempotency key, which ${gateway.title} accepted. If this is another message, give it another key.`,
				createdAt: null,
				sentAt: null,
				price: null,
				vendorSegments: undefined,
				from: second.json[0]?.from,
				...('batchId' in (first.json[0] ?? {}) && { batchId: null }),
			},
		]);
		expect(second.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(hintsOf(second)).toEqual([
			'Not sent, because this node has already used the idempotency key. If this is another message, give it another key.',
		]);
		expect(test.delivered()).toEqual(numbersOf(one));
	});

	it('sends once where many executions have it at once', async () => {
		const parameters = withKey(newKey());
		const results = await Promise.all(
			Array.from({ length: AT_ONCE }, async () => await test.run(operation, one, { parameters })),
		);
		expect(results.map(({ status }) => status)).toEqual(results.map(() => 'success'));
		expect(
			results.flatMap(({ json }) => json).filter(({ status }) => status === 'skipped'),
		).toHaveLength(AT_ONCE - 1);
		expect(test.delivered()).toEqual(numbersOf(one));
	});

	it('forgets none of many keys that come at once', async () => {
		// One of the two is enough where each takes a second.
		const count = gateway.paceMs > 0 && operation === 'sendMany' ? 3 : AT_ONCE;
		const all = itemsFor(gateway, count).map((item) => ({ ...item, key: newKey() }));
		const runAll = async () =>
			await Promise.all(
				all.map(async (item) => await test.run(operation, [item], { parameters: KEY_OF_ITEM })),
			);
		await runAll();
		const again = await runAll();
		expect(again.flatMap(({ json }) => json.map(({ status }) => status))).toEqual(
			all.map(() => 'skipped'),
		);
		expect(test.delivered().sort()).toEqual(numbersOf(all).sort());
	});
});

describe.each(EACH_SEND)(
	'$title: $operation with keys, after something went wrong',
	({ gateway, operation }) => {
		const test = setup.of(gateway);
		const items = itemsFor(gateway, 3);
		const one = items.slice(0, 1);
		const statusesOf = (result: NodeResult) => result.json.map(({ status }) => status);
		const withKeys = (some: Item[]) => some.map((item) => ({ ...item, key: newKey() }));

		it('sends what was refused before', async () => {
			const parameters = withKey(newKey());
			test.refuseRequest(one[0]?.phone, 1);
			const first = await test.run(operation, one, { parameters });
			expect(first.error?.message).toContain('The SMS was not sent.');
			const second = await test.run(operation, one, { parameters });
			expect(second.json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
			expect(test.delivered()).toEqual(numbersOf(one));
		});

		it('does not send again what may have been sent, and says that this is not known', async () => {
			const parameters = withKey(newKey());
			test.loseAnswerTo(one[0]?.phone);
			const first = await test.run(operation, one, { parameters });
			expect(first.error?.message).toContain('may still have been sent');
			for (let repeats = 0; repeats < 2; repeats++) {
				const repeated = await test.run(operation, one, { parameters });
				expect(repeated.json).toMatchObject([
					{
						status: 'skipped',
						reason: expect.stringContaining(
							`the outcome of that is unknown. Check in ${gateway.title}`,
						),
					},
				]);
				expect(hintsOf(repeated)).toEqual([
					expect.stringContaining('the outcome of that is unknown'),
				]);
			}
			expect(test.delivered()).toEqual(numbersOf(one));
		});

		it.each(BOTH_WAYS_TO_CONTINUE)(
			'sends one of several items with one key, the next where one is refused: %s',
			async (onError) => {
				const key = newKey();
				const same = Array.from({ length: 4 }, () => ({ ...one[0], key }));
				test.refuseRequest(one[0]?.phone, 2);
				const result = await test.run(operation, same, {
					parameters: KEY_OF_ITEM,
					settings: { onError },
				});
				const isError = ({ json }: { json: { error?: unknown } }) => json.error !== undefined;
				const failed = [...result.items, ...result.errorItems].filter(isError);
				const others = result.items.filter((item) => !isError(item));
				expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
				expect(others.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 3 }]);
				expect(others.map(({ json }) => json.status === 'skipped')).toEqual([false, true]);
				expect(test.sends()).toHaveLength(3);
				expect(test.delivered()).toEqual(numbersOf(one));
			},
		);

		it('gives what an earlier try sent as sent, not as skipped', async () => {
			const keyed = withKeys(items);
			test.refuseRequest(keyed[1]?.phone, 1);
			const result = await test.run(operation, keyed, {
				parameters: KEY_OF_ITEM,
				settings: { ...RETRY, onError: 'stopWorkflow' },
			});
			expect(result.status).toBe('success');
			expect(statusesOf(result)).not.toContain('skipped');
			expect(test.delivered().sort()).toEqual(numbersOf(items).sort());
		});

		it('sends what was left when it was stopped, and nothing twice', async () => {
			const some = withKeys(itemsFor(gateway, gateway.paceMs > 0 ? 4 : 3 * gateway.concurrency));
			const parameters = {
				...gateway.aRequestEach[operation],
				additionalFields: {
					...(gateway.aRequestEach[operation].additionalFields as object | undefined),
					...(KEY_OF_ITEM.additionalFields as object),
				},
			};
			test.fault(operation, 'before', { kind: 'latency', ms: 50 }, Infinity);
			const stopped = await test.run(operation, some, {
				parameters,
				onStart: (execution) =>
					void until(() => test.requests().length > 0).then(() => execution.cancel()),
			});
			expect(stopped.status).not.toBe('success');
			await until(() => test.log.inFlight === 0);
			const again = await test.run(operation, some, { parameters });
			expect(again.status).toBe('success');
			expect(test.sends().sort()).toEqual(numbersOf(some).sort());
			expect(statusesOf(again)).toContain('skipped');
		});
	},
);

describe.each(TESTED_GATEWAYS)('Send of $title, where the store fails', (gateway) => {
	const test = setup.of(gateway);
	const [one] = itemsFor(gateway, 1);
	const items = one ? [one] : [];
	// What earlier tests leave to be done in the store belongs to other workflows.
	let workflowId = newKey();
	beforeEach(() => {
		workflowId = newKey();
	});

	it.each([
		['the first two', [1, 2]],
		['the second', [2]],
		['the second and the third', [2, 3]],
		['each', [1, 2, 3, 4, 5, 6]],
	])('sends nothing without having asked for the key: %s call', async (_, calls) => {
		const parameters = withKey(newKey());
		breakStore('The database is locked.', (call) => calls.includes(call), workflowId);
		const first = await test.run('send', items, { parameters, workflowId });
		expect(first.error).toEqual({
			message:
				'n8n could not check whether the idempotency key was used before: The database is locked. The SMS was not sent. [item 0]',
			description:
				'Save the workflow if it is new, and run it again. To send without a key, remove Idempotency Key.',
		});
		expect(test.requests()).toEqual([]);
	});

	it('asks again, as where two processes make the entries of a node at once', async () => {
		breakStore('The row exists already.', (call) => call === 1, workflowId);
		await test.run('send', items, { parameters: withKey(newKey()), workflowId });
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('sends the next time, where it failed between the two looks', async () => {
		const parameters = withKey(newKey());
		breakStore('The database is locked.', (call) => call === 2, workflowId);
		await test.run('send', items, { parameters, workflowId });
		breakStore(undefined);
		await test.run('send', items, { parameters, workflowId });
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('sends once, where it fails after the SMS was sent', async () => {
		const parameters = withKey(newKey());
		breakStore('The database is locked.', (call) => call === 3, workflowId);
		const first = await test.run('send', items, { parameters, workflowId });
		expect(first.json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
		breakStore(undefined);
		const second = await test.run('send', items, { parameters, workflowId });
		expect(second.json).toMatchObject([{ status: 'skipped' }]);
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('says that a later run skips what was refused, where the key cannot be freed', async () => {
		const parameters = withKey(newKey());
		test.refuseRequest(one?.phone, 1);
		breakStore('The database is locked.', (call) => call === 3, workflowId);
		const settings = { onError: 'continueRegularOutput' } as const;
		const first = await test.run('send', items, { parameters, workflowId, settings });
		expect(hintsOf(first)).toContain(
			'What was not sent keeps its idempotency key, so a later run skips it, because the store of n8n could not be changed: The database is locked.',
		);
		breakStore(undefined);
		const second = await test.run('send', items, { parameters, workflowId });
		expect(second.json).toMatchObject([{ status: 'skipped' }]);
		expect(hintsOf(second)).toEqual([expect.stringContaining('the outcome of that is unknown')]);
	});

	it('says where there is no store, and sends one of two with one key even so', async () => {
		const parameters = withKey(newKey());
		const twice = [...items, ...items];
		const runUnsaved = async () => await test.run('send', twice, { parameters, workflowId: '' });
		const first = await runUnsaved();
		expect(first.json.map(({ status }) => status === 'skipped')).toEqual([false, true]);
		expect(hintsOf(first)).toContain(
			'Idempotency Key has no effect across executions here, because n8n has no store for this workflow. Save the workflow if it is new.',
		);
		await runUnsaved();
		expect(test.delivered()).toEqual(numbersOf(twice));
	});
});

describe.each(TESTED_GATEWAYS)('Send of $title with keys', (gateway) => {
	const test = setup.of(gateway);
	const [one, other] = itemsFor(gateway, 2);
	const items = one ? [one] : [];
	const statusesOf = (result: NodeResult) => result.json.map(({ status }) => status);

	it.each([
		[
			'an empty one',
			'={{ $json.missing }}',
			'Idempotency Key is empty, so a repeated message could not be recognized.',
		],
		[
			'one of spaces',
			'  ',
			'Idempotency Key is empty, so a repeated message could not be recognized.',
		],
		['an object', '={{ $json }}', 'Idempotency Key is an object and not text.'],
		['a list', '={{ [1, 2] }}', 'Idempotency Key is a list and not text.'],
	])('refuses %s before any request', async (_, key, sentence) => {
		const result = await test.run('send', items, { parameters: withKey(key) });
		expect(result.error?.message).toBe(`${sentence} The SMS was not sent. [item 0]`);
		expect(test.requests()).toEqual([]);
	});

	it('sends to the numbers of an item that were refused, and to no other one again', async () => {
		const refused = test.refusedNumber();
		const list = [{ ...one, phone: [one?.phone, refused, other?.phone].join(', ') }];
		const parameters = withKey(newKey());
		const first = await test.run('send', list, { parameters });
		expect(statusesOf(first).filter((status) => status === 'failed')).toHaveLength(1);
		const sent = test.delivered();
		const second = await test.run('send', list, { parameters });
		expect(statusesOf(second)).toEqual(['skipped', 'failed', 'skipped']);
		expect(test.delivered()).toEqual(sent);
		expect(sent).toEqual(numbersOf([...items, ...(other ? [other] : [])]));
	});

	it('waits for another execution with the key, and goes itself where that one is refused', async () => {
		const parameters = withKey(newKey());
		let isAnswered = false;
		test.fault('send', 'before', { kind: 'hold', until: () => isAnswered });
		test.fault('send', 'before', gateway.refusal);
		const first = test.run('send', items, { parameters });
		await until(() => test.requests().length === 1);
		const second = test.run('send', items, { parameters });
		// Nothing can be awaited that must not happen: by then it would have asked the store.
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(test.requests()).toHaveLength(1);
		isAnswered = true;
		expect((await first).status).toBe('error');
		expect((await second).json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('waits no longer once it is stopped', async () => {
		const parameters = withKey(newKey());
		let isAnswered = false;
		test.fault('send', 'after', { kind: 'hold', until: () => isAnswered });
		const first = test.run('send', items, { parameters });
		await until(() => test.requests().length === 1);
		const second = await test.run('send', items, {
			parameters,
			onStart: (execution) => void setTimeout(() => execution.cancel(), 100),
		});
		expect(second.status).not.toBe('success');
		isAnswered = true;
		expect((await first).json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('sends nothing with a key to another number', async () => {
		const parameters = withKey(newKey());
		await test.run('send', items, { parameters });
		const second = await test.run('send', other ? [other] : [], { parameters });
		expect(second.json).toMatchObject([{ to: other?.phone, status: 'skipped' }]);
		expect(test.delivered()).toEqual(numbersOf(items));
	});

	it('tells keys of different items and spellings apart, and takes a number as the text of it', async () => {
		const key = keys + 1_000;
		const runWith = async (value: unknown) =>
			await test.run('send', [{ ...one, key: value as string }], { parameters: KEY_OF_ITEM });
		await runWith(`A${key}`);
		await runWith(`a${key}`);
		await runWith(key);
		const repeated = await runWith(` ${key} `);
		expect(repeated.json).toMatchObject([{ status: 'skipped', idempotencyKey: String(key) }]);
		expect(test.delivered()).toHaveLength(3);
	});

	it('forgets the oldest key first', async () => {
		const given = Array.from({ length: 6 }, newKey);
		const runWith = async (key: string | undefined) =>
			await test.run('send', items, {
				parameters: withKey(key ?? '', { rememberedKeys: 2 }),
				workflowId: 'two keys',
			});
		for (const key of given) await runWith(key);
		const repeated = [];
		for (const key of [given[5], given[4], given[0]]) {
			const { json } = await runWith(key);
			repeated.push(json[0]?.status === 'skipped');
		}
		expect(repeated).toEqual([true, true, false]);
	});

	it.each([0, 200_000, 'many'])('refuses to remember %s keys', async (rememberedKeys) => {
		const result = await test.run('send', items, {
			parameters: withKey('any', { rememberedKeys }),
		});
		expect(result.error?.message).toMatch(/^Remembered Keys is /);
		expect(test.requests()).toEqual([]);
	});

	it('adds nothing to the raw response', async () => {
		const parameters = { ...withKey(newKey()), simplify: false };
		const plain = await test.run('send', items, { parameters: { simplify: false } });
		const first = await test.run('send', items, { parameters });
		const second = await test.run('send', items, { parameters });
		expect(Object.keys(first.json[0] ?? {})).toEqual(Object.keys(plain.json[0] ?? {}));
		expect(second.json).toMatchObject([{ to: one?.phone, status: 'skipped' }]);
	});
});

describe.each(TESTED_GATEWAYS)(
	'Send of $title as a tool of an AI agent of version 3',
	(gateway) => {
		const test = setup.of(gateway);
		const [one] = itemsFor(gateway, 1);
		let executions = 0;
		const call = async (executionId: string, text: string, parameters: INodeParameters = {}) =>
			await test.run('send', one ? [{ ...one, text }] : [], {
				parameters,
				executionId,
				settings: { type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}Tool` },
			});
		const newExecution = () => `execution ${++executions}`;

		it('sends a text to a number once in an execution, and tells the agent', async () => {
			const execution = newExecution();
			const first = await call(execution, 'Hello');
			const second = await call(execution, 'Hello');
			expect(first.json[0]?.status).not.toBe('skipped');
			expect(second.json).toMatchObject([
				{
					id: null,
					status: 'skipped',
					reason: `Not sent again: ${gateway.title} has already accepted the same text for this recipient in this execution. Do not call this tool again for it.`,
				},
			]);
			expect(second.json[0]).not.toHaveProperty('idempotencyKey');
			expect(hintsOf(second)).toEqual([]);
			await call(execution, 'Another text');
			await call(newExecution(), 'Hello');
			expect(test.delivered()).toHaveLength(3);
		});

		it('takes the same text at another time that the agent chose for another message', async () => {
			const execution = newExecution();
			const at = (time: string, comment: string) => ({
				additionalFields: { sendAt: `={{ /* ${comment} */ '${time}' }}` },
			});
			const first = await call(execution, 'Hello', at('2035-01-01T10:00:00Z', '$fromAI'));
			const second = await call(execution, 'Hello', at('2035-01-01T13:00:00Z', '$fromAI'));
			const again = await call(execution, 'Hello', at('2035-01-01T13:00:00Z', '$fromAI'));
			for (const { json } of [first, second]) {
				expect(json).toMatchObject([{ status: 'queued' }]);
			}
			expect(again.json).toMatchObject([{ status: 'skipped' }]);
			const byPerson = newExecution();
			await call(byPerson, 'Hello', at('2035-01-01T10:00:00Z', 'in an hour'));
			const later = await call(byPerson, 'Hello', at('2035-01-01T10:01:00Z', 'in an hour'));
			expect(later.json).toMatchObject([{ status: 'skipped' }]);
		});

		it('sends it as often as asked where a person allowed that, but not with a key of theirs', async () => {
			const execution = newExecution();
			await call(execution, 'Hello', { allowRepeats: true });
			await call(execution, 'Hello', { allowRepeats: true });
			expect(test.delivered()).toHaveLength(2);
			const parameters = { allowRepeats: true, ...withKey(newKey()) };
			await call(execution, 'Hello', parameters);
			const again = await call(newExecution(), 'Hello again', parameters);
			expect(again.json).toMatchObject([{ status: 'skipped' }]);
			expect(test.delivered()).toHaveLength(3);
		});

		it('does not let an agent allow itself repeats', async () => {
			const execution = newExecution();
			const parameters = { allowRepeats: "={{ $fromAI('repeats', '', 'boolean', true) }}" };
			await call(execution, 'Hello', parameters);
			await call(execution, 'Hello', parameters);
			expect(test.delivered()).toHaveLength(1);
		});

		it('sends where the store fails, for nobody asked for a key', async () => {
			breakStore('The database is locked.');
			const { json } = await call(newExecution(), 'Hello');
			expect(json[0]?.status).not.toBe('skipped');
			expect(test.delivered()).toHaveLength(1);
		});
	},
);

describe.each(TESTED_GATEWAYS)(
	'Send of $title as a tool of an agent up to version 2',
	(gateway) => {
		const test = setup.of(gateway);
		const [one] = itemsFor(gateway, 1);

		it('sends once with a key of the user as long as the execution lasts', async () => {
			const parameters = {
				...sendParameters(gateway, 'send'),
				to: one?.phone ?? '',
				message: 'Hello',
				...withKey(newKey()),
			};
			const tool = () => test.agentTool(parameters);
			const call = tool();
			const [[first] = []] = (await call()) ?? [];
			const [[second] = []] = (await call({ message: 'Hello again' })) ?? [];
			expect(first?.json.status).not.toBe('skipped');
			expect(second?.json).toMatchObject({ status: 'skipped', text: 'Hello again' });
			expect(test.delivered()).toHaveLength(1);
			await tool()();
			expect(test.delivered()).toHaveLength(2);
		});
	},
);
