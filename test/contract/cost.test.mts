import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { agentTool } from '../engine/agentTool.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { saidIn } from './said.mts';
import { fromItem, setUp, smsItem } from './setup.mts';
import { EACH_TEXT_SEND } from './textSends.mts';

const setup = setUp();

/** Too long for two SMS only because of its apostrophe, at all gateways. */
const LONG = `This is what’s new: ${'a'.repeat(150)}`;
const LONG_PLAIN = LONG.replace('’', "'");
const PROBLEM =
	'Message needs 3 SMS (limit 2): “’” at position 13 is not in the plain SMS alphabet, so it is sent as UCS-2.';
const ADVICE =
	'Turn on Replace Special Characters, and Message needs 2 SMS. Or shorten it, or raise Most Segments.';

describe.each(EACH_TEXT_SEND)('$title', ({ gateway, send }) => {
	const test = setup.of(gateway);
	const call = (additionalFields: INodeParameters = {}) => {
		const own = send.parametersAt?.(test.sandbox);
		const parameters = { ...gateway.parameters, ...own, additionalFields };
		return fromItem(gateway, { ...send, parameters });
	};
	const bothItems = [smsItem(gateway, 1), smsItem(gateway, 2, LONG)];
	const said = () => test.sandbox.requests.all.map(saidIn).join('\n');

	it('sends nothing for any item where one needs more than Most Segments', async () => {
		const { error } = await test.run(call({ maxSegments: 2 }), { items: bothItems });
		expect(error).toEqual({
			message: expect.stringMatching(/^Message needs 3 SMS .* for any item\. \[item 1\]$/),
			description: ADVICE,
		});
		expect(error?.message.startsWith(PROBLEM)).toBe(true);
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('sends the others where the node continues', async () => {
		const { json, errorItems } = await test.run(call({ maxSegments: 2 }), {
			items: bothItems,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toHaveLength(1);
		expect(errorItems.map(({ json: failed }) => failed)).toEqual([
			{
				...bothItems[1],
				error: expect.stringContaining(PROBLEM),
				outcome: 'notSent',
			},
		]);
		expect(said()).not.toContain('what’s new');
	});

	it('counts what it sends, and replaces nothing unless it is told to', async () => {
		const { json } = await test.run(call(), { items: [smsItem(gateway, 1, LONG)] });
		expect(json).toEqual([expect.objectContaining({ segments: 3, encoding: 'UCS-2' })]);
		expect(json[0]).not.toHaveProperty('replacedCharacters');
		expect(said()).toMatch(/what(?:’|\\u2019)s new/);
	});

	it('replaces special characters, and says which', async () => {
		const fields = { replaceSpecialCharacters: true, maxSegments: 2 };
		const { json, error } = await test.run(call(fields), { items: [smsItem(gateway, 1, LONG)] });
		expect(error).toBeUndefined();
		const replacedCharacters = [{ character: '’', replacement: "'", count: 1 }];
		expect(json).toEqual([
			expect.objectContaining({ segments: 2, encoding: 'GSM-7', replacedCharacters }),
		]);
		expect(said()).toContain(LONG_PLAIN);
	});
});

describe.each(CONTRACTED_GATEWAYS)('$title', (gateway) => {
	const test = setup.of(gateway);

	it('estimates without a request and without a credential', async () => {
		const { json, error, items } = await test.engine.run({
			type: nodeOf(gateway.name),
			parameters: { resource: 'sms', operation: 'estimate', message: '={{ $json.text }}' },
			credentials: {},
			items: [{ text: LONG }, { text: 'Hi 😀' }, { text: '' }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(json[0]).toEqual({
			segments: 3,
			encoding: 'UCS-2',
			length: 170,
			isTooLong: false,
			specialCharacters: [{ character: '’', position: 13, count: 1 }],
			replacedText: LONG_PLAIN,
			replacedSegments: 2,
			replacedCharacters: [{ character: '’', replacement: "'", count: 1 }],
		});
		expect(json[1]).toMatchObject({
			segments: 1,
			specialCharacters: [{ character: '😀', position: 4, count: 1 }],
			replacedCharacters: [],
		});
		expect(json[2]).toEqual({ error: 'Message is empty. [item 2]' });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('cannot estimate as a tool of an AI agent up to version 2, for which n8n reads the credential that is hidden', async () => {
		const parameters = { resource: 'sms', operation: 'estimate', message: LONG };
		const tool = agentTool(test.engine, nodeOf(gateway.name), parameters, {});
		await expect(tool()).rejects.toThrow('Credentials not found');
	});

	it('refuses and replaces as a tool of an AI agent too', async () => {
		const { type } = gateway.credential(test.sandbox);
		const message = { to: gateway.phone(1), message: LONG };
		const parameters = { resource: 'sms', operation: 'send', ...gateway.parameters, ...message };
		const tool = agentTool(test.engine, nodeOf(gateway.name), parameters, {
			[type]: test.credential(),
		});
		await expect(tool({ additionalFields: { maxSegments: 2 } })).rejects.toThrow(PROBLEM);
		expect(test.sandbox.requests.all).toEqual([]);
		const [output] =
			(await tool({ additionalFields: { maxSegments: 2, replaceSpecialCharacters: true } })) ?? [];
		expect(output?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ text: LONG_PLAIN, segments: 2, encoding: 'GSM-7' }),
		]);
	});

	it('counts again what it reads', async () => {
		const text = `Again: ${LONG}`;
		const send = { resource: 'sms', operation: 'send', parameters: {} };
		await test.run(fromItem(gateway, send), { items: [smsItem(gateway, 1, text)] });
		const operation = gateway.name === 'smstools' ? 'getSent' : 'getAll';
		const { json } = await test.run({ resource: 'sms', operation, parameters: {} });
		expect(json.filter((message) => message.text === text)).toEqual([
			expect.objectContaining({ segments: 3, encoding: 'UCS-2' }),
		]);
	});
});

describe.each(CONTRACTED_GATEWAYS.filter(({ name }) => ['smstools', 'textBoost'].includes(name)))(
	'$title',
	(gateway) => {
		const test = setup.of(gateway);
		const others = gateway.contract.sends.filter(({ operation }) =>
			['sendVoice', 'sendMms'].includes(operation),
		);

		it.each(others)('counts no SMS of $operation', async (send) => {
			const { json } = await test.run(fromItem(gateway, send), { items: [smsItem(gateway)] });
			expect(json).toEqual([expect.objectContaining({ segments: null, encoding: null })]);
			if (send.isUndocumented) test.sandbox.requests.clear();
		});
	},
);

describe.each(CONTRACTED_GATEWAYS.filter(({ name }) => name === 'smstools'))(
	'$title',
	(gateway) => {
		const test = setup.of(gateway);

		it.each(['getSent', 'getScheduled'])('counts no SMS of a call in %s', async (operation) => {
			const sendAt = operation === 'getScheduled' ? '2027-06-01T10:00:00Z' : '';
			const call = { resource: 'sms', operation: 'sendVoice', parameters: {} };
			const text = `A call for ${operation}`;
			const sent = await test.run(
				fromItem(gateway, { ...call, parameters: { additionalFields: { sendAt } } }),
				{ items: [smsItem(gateway, 1, text)] },
			);
			expect(sent.error).toBeUndefined();
			const { json } = await test.run({ resource: 'sms', operation, parameters: {} });
			expect(json.filter((message) => message.text === text)).toEqual([
				expect.objectContaining({ segments: null, encoding: null }),
			]);
		});
	},
);
