import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { loseAnswerTo } from '../../lab/gateways/faults.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, recipientsOf, sendRequestsIn } from '../../lab/gateways/gateways.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { NodeResult } from '../engine/engine.mts';
import { agentTool } from '../engine/agentTool.mts';
import { hintsOf } from '../engine/hints.mts';
import type { Visit, VisitResult } from '../engine/waitingExecution.mts';
import { visit } from '../engine/waitingExecution.mts';
import { setUp, smsItem } from './setup.mts';

const setup = setUp();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const QUESTION = 'May I order 20 boxes?';
const bothButtons = { approvalOptions: { values: { approvalType: 'double' } } };
const inWords = { responseType: 'freeText' };
const limitedBy = (values: INodeParameters) => ({ options: { limitWaitTime: { values } } });

/** Another one each time, as in n8n: an execution asks the same once. */
let executions = 0;
const newExecutionId = () => `${++executions}`;

const isWaiting = ({ status, run }: NodeResult) =>
	status === 'waiting' && run.data.waitTill !== undefined;

describe.each(ALL_GATEWAYS)('Send and Wait for Response of $title', (gateway) => {
	const test = setup.of(gateway);
	const phone = gateway.phone(1);

	type Options = Parameters<typeof test.run>[1];

	const ask = async (parameters: INodeParameters = {}, options: Options = {}) =>
		await test.run(
			{
				resource: 'sms',
				operation: 'sendAndWait',
				parameters: {
					...gateway.parameters,
					to: '={{ $json.phone }}',
					message: '={{ $json.text }}',
					...parameters,
				},
			},
			{ items: [smsItem(gateway, 1, QUESTION)], executionId: newExecutionId(), ...options },
		);
	const see = async (asked: NodeResult, visited?: Visit): Promise<VisitResult> =>
		await visit(test.engine, asked, visited);
	const post = async (asked: NodeResult, body: Visit['body'], query?: Visit['query']) =>
		await see(asked, { method: 'POST', body, query });
	const texts = () => gateway.deliveredTexts(test.sandbox);
	const sends = () => sendRequestsIn(test.sandbox).length;

	it('sends the question with one link, and waits', async () => {
		const earlier = texts().length;
		const asked = await ask();
		expect(isWaiting(asked)).toBe(true);
		expect(asked.run.data.waitTill).toEqual(WAIT_INDEFINITELY);
		expect(sends()).toBe(1);
		expect(texts().slice(earlier)).toEqual([
			expect.stringMatching(
				new RegExp(
					`^${QUESTION.replace('?', '\\?')}\nhttp://127\\.0\\.0\\.1:5678/\\d+/node\\?signature=[0-9a-f]{64}$`,
				),
			),
		]);
		expect(hintsOf(asked).join('\n')).toContain(
			'The link in the SMS begins with http://127.0.0.1:5678, which a phone cannot open',
		);
	});

	it('goes on with the answer and the message', async () => {
		const asked = await ask(bothButtons);
		const { output, status, html } = await post(asked, { approved: 'false' });
		expect(status).toBe(200);
		expect(html).toContain('Thank you. Your response was received.');
		expect(output).toHaveLength(1);
		const { data, message } = output?.[0]?.json ?? {};
		expect(output?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(data).toEqual({ approved: false, respondedAt: expect.stringMatching(/^20.*Z$/) });
		expect(message).toMatchObject({
			direction: 'outgoing',
			text: expect.stringContaining(`${QUESTION}\nhttp://`),
			reason: null,
			segments: 1,
			encoding: 'GSM-7',
		});
		expect(digitsOf((message as { to: string }).to)).toBe(digitsOf(phone));
	});

	it.each<[string, INodeParameters, Visit['body'], object | undefined]>([
		['Approve', {}, { approved: 'true' }, { approved: true }],
		['Decline where there is no such button', {}, { approved: 'false' }, undefined],
		['Decline', bothButtons, { approved: 'false' }, { approved: false }],
		['something else', bothButtons, { approved: 'yes' }, undefined],
		['nothing', bothButtons, {}, undefined],
		['both buttons', bothButtons, { approved: ['true', 'false'] }, undefined],
		['words', inWords, { text: '  At 5 \n' }, { text: 'At 5' }],
		['no words', inWords, { text: ' \n' }, undefined],
		['a list of words', inWords, { text: ['At 5'] }, undefined],
		['a button where words are asked for', inWords, { approved: 'true' }, undefined],
	])('takes %s as it is meant', async (_, parameters, body, data) => {
		const asked = await ask(parameters);
		const { output, status, html } = await post(asked, body);
		if (data !== undefined) {
			expect(output?.[0]?.json.data).toEqual({ ...data, respondedAt: expect.any(String) });
			return;
		}
		expect({ output, status }).toEqual({ output: undefined, status: 422 });
		expect(html).toContain('role="alert"');
		expect(html).toContain(QUESTION);
	});

	it('shows the page to whoever opens the link, and goes on waiting', async () => {
		const asked = await ask({
			message: '<script>alert("1 & 2")</script> שלום',
			options: {
				language: 'he',
				pageText: { values: { title: '"Bitte" <antworten>' } },
			},
			approvalOptions: {
				values: { approvalType: 'double', approveLabel: 'J<a>', disapproveLabel: "Nicht's" },
			},
			// One gateway refuses what it would change.
			...(gateway.name === 'bestSmsGateway' && {
				additionalFields: { whenTextChanges: 'send' },
			}),
		});
		for (const method of ['GET', 'HEAD'] as const) {
			const { status, headers, html, output } = await see(asked, { method });
			expect({ status, output }).toEqual({ status: 200, output: undefined });
			expect(headers).toMatchObject({
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': expect.stringContaining("default-src 'none'"),
				'x-robots-tag': 'noindex, nofollow',
				'referrer-policy': 'no-referrer',
				'cache-control': 'no-store',
			});
			expect(html).toContain('<html lang="he">');
			expect(html).toContain(
				'<p class="question" dir="auto">&#60;script&#62;alert(&#34;1 &#38; 2&#34;)&#60;/script&#62; שלום</p>',
			);
			expect(html).toContain('&#34;Bitte&#34; &#60;antworten&#62;');
			expect(html).toContain('J&#60;a&#62;');
			expect(html).toContain('Nicht&#39;s');
			expect(html).not.toMatch(/<script|https?:|src=|href=/);
		}
	});

	it('keeps the words that were sent, whatever the expressions give later', async () => {
		const asked = await ask({ message: '=Code {{ Math.random() }}' });
		const shown = await see(asked);
		const sent = texts().at(-1)?.split('\n')[0] ?? '';
		expect(sent).toMatch(/^Code 0\.\d+$/);
		expect(shown.html).toContain(`>${sent}<`);
	});

	it.each([
		[
			'minutes',
			45 * 60_000,
			{ limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
		],
		[
			'hours',
			5_400_000,
			{ limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' },
		],
		[
			'days',
			172_800_000,
			{ limitType: 'afterTimeInterval', resumeAmount: '2', resumeUnit: 'days' },
		],
		['the default', 3_600_000, {}],
	])('waits no longer than a number of %s', async (_, milliseconds, values) => {
		const before = Date.now();
		const { run } = await ask(limitedBy(values));
		const waits = (run.data.waitTill?.getTime() ?? 0) - milliseconds;
		expect(waits).toBeGreaterThanOrEqual(before);
		expect(waits).toBeLessThanOrEqual(Date.now());
	});

	it('waits no longer than until a time in the zone of the workflow', async () => {
		const at = { limitType: 'atSpecifiedTime', maxDateAndTime: '2999-12-24 18:00' };
		const { run } = await ask(limitedBy(at), { timezone: 'Asia/Tokyo' });
		expect(run.data.waitTill?.toISOString()).toBe('2999-12-24T09:00:00.000Z');
	});

	it.each<[RegExp, INodeParameters]>([
		[/^Amount is empty\. The SMS was not sent\./, limitedBy({ resumeAmount: '' })],
		[/^Amount is empty\./, limitedBy({ resumeAmount: '={{ $json.nothing }}' })],
		[/^Amount is “0”, which is not a time to wait\./, limitedBy({ resumeAmount: 0 })],
		[/^Amount is “-5”/, limitedBy({ resumeAmount: -5 })],
		[/^Amount is “soon”/, limitedBy({ resumeAmount: 'soon' })],
		[/^Unit is “weeks”/, limitedBy({ resumeUnit: 'weeks' })],
		[/^Max Date and Time is empty\./, limitedBy({ limitType: 'atSpecifiedTime' })],
		[
			/^Max Date and Time is 2001-.*, which is in the past\./,
			limitedBy({ limitType: 'atSpecifiedTime', maxDateAndTime: '2001-01-01 10:00' }),
		],
		[/^Message is empty\./, { message: ' ' }],
		[/^Response Type is “customForm”, which does not exist\./, { responseType: 'customForm' }],
		[/^Language is “English please”/, { options: { language: 'English please' } }],
		[
			/^To contains 2 numbers, but only one person can be asked/,
			{ to: `${phone}, ${gateway.phone(2)}` },
		],
		[
			/^Message and its link need 2 SMS \(limit 1\): the link takes 10\d of the 25\d characters\./,
			{ message: 'x'.repeat(150), additionalFields: { maxSegments: 1 } },
		],
		[
			/^Message needs 2 SMS \(limit 1\): “ł” at position 12 is not in the plain SMS alphabet/,
			{ message: 'Zgoda, Paweł?', additionalFields: { maxSegments: 1 } },
		],
		[/^Most Segments is empty\./, { additionalFields: { maxSegments: '' } }],
	])('refuses before any request: %s', async (sentence, parameters) => {
		const asked = await ask(parameters);
		expect(asked.error?.message).toMatch(sentence);
		expect(asked.status).toBe('error');
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('counts the time to wait from when the SMS goes out', async () => {
		const additionalFields = { sendAt: '2035-01-01T10:00:00Z' };
		const minutes = { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' };
		const asked = await ask({ additionalFields, ...limitedBy(minutes) });
		expect(asked.run.data.waitTill).toEqual(new Date('2035-01-01T10:45:00Z'));

		const sent = texts().length;
		const maxDateAndTime = '2035-01-01T09:00:00Z';
		const tooEarly = { limitType: 'atSpecifiedTime', maxDateAndTime };
		const refused = await ask({ additionalFields, ...limitedBy(tooEarly) });
		expect(refused.error?.message).toMatch(
			/^The SMS is sent at 2035-01-01 10:00, which is not before Max Date and Time/,
		);
		expect(texts()).toHaveLength(sent);
	});

	it('asks with what fits', async () => {
		const asked = await ask({
			message: `${'x'.repeat(50)}’s`,
			additionalFields: { maxSegments: 1, replaceSpecialCharacters: true },
		});
		expect(isWaiting(asked)).toBe(true);
		expect(texts().at(-1)).toContain("x's\nhttp");
	});

	it('reads the number as Send does', async () => {
		const asked = async (to: string, defaultCountryCode: string) =>
			await ask(
				{ to: '={{ $json.to }}', message: 'Hi' },
				{
					items: [{ to }],
					credential: { defaultCountryCode },
					settings: { onError: 'continueRegularOutput' },
				},
			);
		await asked('06 12 34 56 78', '33');
		expect(sendRequestsIn(test.sandbox).flatMap(recipientsOf)).toEqual(['33612345678']);
		const local = await asked('0612345678', '');
		expect(hintsOf(local).join('\n')).toContain('1 number has no country code: 0612345678.');
		const none = await asked('+33612345678 79', '');
		expect(none.json[0]?.error).toMatch(/^To contains .* looks like two numbers in one/);
	});

	it('refuses more than one item', async () => {
		const items = [smsItem(gateway, 1), smsItem(gateway, 2)];
		const asked = await ask({}, { items });
		expect(asked.error?.message).toBe(
			'This node got 2 items, but an execution can wait for one response only. Nothing was sent for any item. [item 0]',
		);
		const each = await ask({}, { items, settings: { onError: 'continueRegularOutput' } });
		expect(each.status).toBe('success');
		expect(each.json.map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent']);
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('fails where the SMS is refused, and does not wait', async () => {
		gateway.refuse(test.sandbox, gateway.phone(9), Infinity);
		const items = [smsItem(gateway, 9, QUESTION)];
		const asked = await ask({}, { items, settings: RETRY });
		expect(asked.status).toBe('error');
		expect(asked.error?.message).toMatch(/The SMS was not sent\./);
		expect(asked.run.data.waitTill).toBeUndefined();
		const gone = await ask({}, { items, settings: { onError: 'continueErrorOutput' } });
		expect(gone.status).toBe('success');
		expect(gone.errorItems).toHaveLength(1);
		expect(gone.run.data.waitTill).toBeUndefined();
	});

	it('asks once where the SMS is refused twice under Retry On Fail', async () => {
		const earlier = texts().length;
		gateway.refuse(test.sandbox, phone, 2);
		const asked = await ask({}, { settings: RETRY });
		expect(isWaiting(asked)).toBe(true);
		expect(texts()).toHaveLength(earlier + 1);
	});

	it.each([{}, RETRY])(
		'waits where the response from the gateway is lost, %j',
		async (settings) => {
			const earlier = texts().length;
			loseAnswerTo(test.sandbox, phone);
			const asked = await ask({}, { settings });
			expect(isWaiting(asked)).toBe(true);
			expect({ sends: sends(), sent: texts().length - earlier }).toEqual({ sends: 1, sent: 1 });
			const { output } = await post(asked, { approved: 'true' });
			expect(output?.[0]?.json).toMatchObject({
				data: { approved: true },
				message: { id: null, status: 'unknown', reason: expect.any(String) },
			});
		},
	);

	it('asks once, and waits, where n8n runs an execution again after a crash', async () => {
		const earlier = texts().length;
		const executionId = newExecutionId();
		await ask({}, { executionId });
		const again = await ask({}, { executionId });
		expect(isWaiting(again)).toBe(true);
		expect(texts()).toHaveLength(earlier + 1);
		const { output } = await post(again, { approved: 'true' });
		expect(output?.[0]?.json).toMatchObject({
			data: { approved: true },
			message: {
				status: 'skipped',
				reason: `Not sent again: ${gateway.title} has already accepted the same text for this recipient in this execution.`,
			},
		});
	});

	it('does not ask again with a key in another execution, and does not wait there', async () => {
		const earlier = texts().length;
		const idempotencyKey = `order ${newExecutionId()}`;
		const first = await ask({ additionalFields: { idempotencyKey } });
		const second = await ask({ additionalFields: { idempotencyKey } });
		expect(isWaiting(first)).toBe(true);
		expect(second.status).toBe('success');
		expect(second.json).toMatchObject([{ status: 'skipped', idempotencyKey }]);
		expect(texts()).toHaveLength(earlier + 1);
	});

	it('can be answered only by the link of its own run in a loop', async () => {
		const asked = await ask();
		const kept = asked.run.data.executionData?.contextData['node:Node'] ?? {};
		const first = { approved: 'true' };
		expect((await post(asked, first, { run: '1' })).status).toBe(410);
		kept.askedQuestion = String(kept.askedQuestion).replace('"run":0', '"run":1');
		for (const query of [{}, { run: '0' }, { run: '2' }, { run: ['1', '1'] }]) {
			const { status, html, output } = await post(asked, first, query);
			expect({ status, output }).toEqual({ status: 410, output: undefined });
			expect(html).toContain('This question is no longer open.');
		}
		expect((await post(asked, first, { run: '1' })).output).toHaveLength(1);
	});

	it('is refused for the review of an AI agent in a workflow with the old execution order', async () => {
		const settings = { type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}HitlTool` };
		const asked = await ask({}, { settings, executionOrder: 'v0' });
		expect(asked.error?.message).toMatch(/^This workflow has the old execution order/);
		expect(test.sandbox.requests.all).toEqual([]);
		expect(isWaiting(await ask({}, { settings }))).toBe(true);
		expect(isWaiting(await ask({}, { executionOrder: 'v0' }))).toBe(true);
	});

	it('is refused where an AI agent calls it outside the workflow engine', async () => {
		const { type } = gateway.credential(test.sandbox);
		const call = agentTool(
			test.engine,
			nodeOf(gateway.name),
			{
				resource: 'sms',
				operation: 'sendAndWait',
				...gateway.parameters,
				to: phone,
				message: 'Hi',
			},
			{ [type]: test.credential() },
		);
		await expect(call()).rejects.toThrow('cannot wait when it is called in this way');
		expect(test.sandbox.requests.all).toEqual([]);
	});
});
