import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { answer } from '../contract/answer.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { ask } from '../../lab/liveCheck/ask.mts';
import { LIVE_CHECKS } from '../../lab/liveCheck/liveChecks.mts';
import { OWN_PHONE } from '../../lab/liveCheck/ownSms.mts';
import { startRelay } from '../../lab/liveCheck/relay.mts';
import { reportOf, type StepResult } from '../../lab/liveCheck/report.mts';
import { runSteps } from '../../lab/liveCheck/run.mts';
import type { FaultRule } from '../../lab/sandbox/faults.mts';
import { setUpEngine } from '../engine/nodeTest.mts';

const setup = setUpEngine();
const PHONE = '+31612345678';
const TEXT = 'Live check 123456 of the n8n node. No reply needed.';

function checkOf(word: string) {
	const check = LIVE_CHECKS.find((one) => one.word === word);
	if (check === undefined) throw new Error(`No live check ${word}`);
	return check;
}

/** Runs the whole check of a gateway at the sandbox, and returns its report. */
async function checkAtSandbox(word: string) {
	const check = checkOf(word);
	const gateway = GATEWAYS[check.gateway];
	const credential = gateway.prepare(setup.sandbox, gateway.credential(setup.sandbox));
	const entered: Record<string, string> = { from: 'Bakery', phone: PHONE, text: TEXT };
	for (const { name } of check.questions) {
		if (name !== 'from') entered[name] = String(credential.data[name]);
	}
	const relay = await startRelay(String(credential.data.baseUrl));
	const before = gateway.countAccepted(setup.sandbox);
	try {
		const signal = new AbortController().signal;
		const runNode = async (run: Parameters<typeof setup.engine.run>[0]) =>
			await setup.engine.run(run);
		const results = await runSteps(check, check.steps, entered, relay, runNode, signal);
		const report = reportOf(check, results, '0.2.0', Object.values(entered));
		return { check, results, report, entered, sent: gateway.countAccepted(setup.sandbox) - before };
	} finally {
		await relay.close();
	}
}

function differing(results: readonly StepResult[]): string[] {
	return results.flatMap(({ step, findings }) =>
		findings
			.filter(({ verdict }) => verdict === 'differs')
			.map(({ point }) => `${step.name}: ${point.question}`),
	);
}

const words = LIVE_CHECKS.map(({ word }) => word);

describe.each(words)('the live check of %s', (word) => {
	it('finds no difference at the sandbox, runs every step, and sends one SMS', async () => {
		const { check, results, sent, report } = await checkAtSandbox(word);
		expect(differing(results)).toEqual([]);
		expect(results.filter(({ observation }) => observation === undefined)).toEqual([]);
		expect(sent).toBe(1);
		expect(check.steps.filter(({ cost }) => cost === 'oneSms')).toHaveLength(1);
		expect(report).toMatch(/^# Live check of .+\n\nPackage 0\.2\.0\. 0 of \d+ points differ/);
	});

	it('sends nothing in the steps that are free', async () => {
		const check = checkOf(word);
		const free = check.steps.filter(({ cost }) => cost === 'free');
		expect(free.map(({ operation }) => operation)).not.toContain('send');
		for (const { operation } of free) expect(operation).toMatch(/^(get|count)/);
	});

	it('repeats nothing that a gateway echoes: keys, phone numbers, addresses, names in data', async () => {
		const { entered } = await checkAtSandbox(word);
		const secrets = Object.entries(entered).filter(([name]) => name !== 'from' && name !== 'text');
		const echo = JSON.stringify({
			...Object.fromEntries(secrets),
			message: `Of ${secrets.map(([, secret]) => secret).join(' and ')}, ann@example.com, 0612 345 678`,
			[PHONE]: { name: 'Ann Smith' },
			errorMsg: `Bearer ${secrets.map(([, secret]) => encodeURIComponent(secret)).join(' ')}`,
			error: `${PHONE} Ann`,
		});
		setup.sandbox.faults.add({ times: Infinity, when: 'before', fault: answer(200, echo) });
		const { report, results } = await checkAtSandbox(word);
		expect(differing(results).length).toBeGreaterThan(0);
		for (const [, secret] of secrets) {
			if (secret.length > 4) expect(report).not.toContain(secret);
			expect(report).not.toContain(
				encodeURIComponent(secret) === secret ? PHONE : encodeURIComponent(secret),
			);
		}
		expect(report).not.toMatch(/31612345678|0612 345 678|ann@example|Ann Smith/);
	});

	it.each([
		[
			'data after a warning',
			'Warning: foo in /x.php on line 3 {"contacts":[{"name":"Ann Smith"}]}',
		],
		['a plain body', 'Dear Ann Smith, your test is positive'],
		['a JSON text', '"Ann Smith"'],
		[
			'quotes in a quote',
			'{"message":"Of “Bob” to “Ann Smith” and more","data":{"message":"Ann Smith"}}',
		],
		['keys', '{"Ann_Smith":{"AnnSmith":1},"data":{"Ann_Smith":{"x":1}},"smss":{"Ann_Smith":[]}}'],
	])('repeats no name and no text of people: %s', async (_what, body) => {
		setup.sandbox.faults.add({
			times: Infinity,
			when: 'before',
			skip: 1,
			fault: answer(200, body),
		});
		const { report } = await checkAtSandbox(word);
		expect(report).not.toMatch(/Ann|Bob|positive/);
	});

	it('shows no part of a key, wherever a long sentence is cut', async () => {
		const { entered, check } = await checkAtSandbox(word);
		const field = check.steps.find(({ wrongKey }) => wrongKey !== undefined)?.wrongKey ?? '';
		const key = entered[field] ?? '';
		expect(key.length).toBeGreaterThan(5);
		for (let before = 199 - key.length; before <= 200; before += 1) {
			const sentence = `${'x'.repeat(before)} ${key} is wrong`;
			const echo = JSON.stringify({ message: sentence, error: sentence, errorMsg: sentence });
			setup.sandbox.faults.add({ when: 'before', fault: answer(400, echo) });
			const { report } = await checkAtSandbox(word);
			expect(report).not.toContain(key.slice(0, 4));
		}
	});
});

describe('a planted difference', () => {
	const PLANTED: Array<
		[word: string, what: string, rule: Omit<FaultRule, 'when'>, found: string[]]
	> = [
		[
			'smstools',
			'groups in an envelope',
			{ path: '/groups', fault: answer(200, '{"total":1,"groups":[{"id":5001,"title":"VIP"}]}') },
			['The groups: Shape of GET /groups'],
		],
		[
			'smstools',
			'a wrong key with HTTP 200',
			{ path: '/balance', fault: answer(200, '{"status":"denied"}') },
			[
				'A wrong Client Secret: Status and body for a wrong key',
				'A wrong Client Secret: What the node makes of it',
			],
		],
		[
			'textboost',
			'a send that names no uid',
			{
				path: '/sms/send',
				fault: answer(
					200,
					'{"status":"success","message":null,"data":{"id":7,"to":"31612345678"}}',
				),
			},
			['One SMS to your phone: Response to one recipient'],
		],
		[
			'smsgateway24',
			'phones under another name',
			{ path: '/getalldevices', fault: answer(200, '{"error":0,"devices":[{"id":260}]}') },
			[
				'A wrong token: Status and text for a wrong token',
				'A wrong token: What the node makes of it',
			],
		],
		[
			'bestsmsgateway',
			'an account without its balance',
			{ form: { action: 'account_info' }, fault: answer(200, '{"units":5}'), skip: 1 },
			['The account: Fields of the account'],
		],
	];

	it.each(PLANTED)('at %s is found: %s', async (word, _what, rule, found) => {
		setup.sandbox.faults.add({ ...rule, when: 'before' });
		const { results, report } = await checkAtSandbox(word);
		expect(differing(results)).toEqual(found);
		expect(report).toContain('**differs**');
	});

	it('is found in the zone and in the order of a list', async () => {
		const hour = 60 * 60 * 1000;
		const time = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
		const now = Date.now();
		const row = (ID: number, date: string, message = TEXT) => ({
			...{ ID: String(ID), to: '31612345678', sender: 'Bakery', date, type: 'single' },
			...{ status: 'DELIVERED', message },
		});
		const history = {
			total: 1,
			shown: 1,
			page: 1,
			limit: 20,
			messages: [row(2, time(now - 26 * hour), 'Live check 654321'), row(1, time(now + 2 * hour))],
		};
		const inbox = { ...history, total: 2, messages: [row(1, time(now - hour)), row(2, time(now))] };
		const { faults } = setup.sandbox;
		faults.add({
			path: '/message/history',
			when: 'before',
			fault: answer(200, JSON.stringify(history)),
		});
		faults.add({
			path: '/message/inbox',
			when: 'before',
			fault: answer(200, JSON.stringify(inbox)),
		});
		const { results, report } = await checkAtSandbox('smstools');
		expect(differing(results)).toEqual([
			'The inbox: Order of the inbox by date',
			'The inbox: Order of the inbox by ID',
			'The sent SMS: Time zone of date',
		]);
		expect(report).toContain('seen: UTC+02:00');
	});
});

it.each([
	['two numbers', '+31612345678, +31687654321'],
	['two numbers on two lines', '+31612345678\n+31687654321'],
	['two numbers without a comma', '+31612345678 +31687654321'],
	['a number without its country code', '0612345678'],
	['an expression', "={{ ['+31612345678'] }}"],
	['a word', 'me'],
])('sends nothing to %s', async (_what, phone) => {
	const source = {
		environment: { LIVE_CHECK_PHONE: phone },
		keyboard: process.stdin,
		screen: process.stdout,
	};
	const asked = ask([OWN_PHONE], source, new AbortController().signal);
	await expect(asked).rejects.toThrow(/^Your own phone number must be one number with a plus/);
	await expect(asked).rejects.not.toThrow(phone);
	const good = { ...source, environment: { LIVE_CHECK_PHONE: '+31 (6) 12-34 56.78' } };
	expect(await ask([OWN_PHONE], good, new AbortController().signal)).toHaveProperty('phone');
});

it('takes its fields from the credentials', () => {
	for (const { credentialType, questions, constants } of LIVE_CHECKS) {
		const { properties } = setup.engine.package.credentialType(credentialType);
		const names = properties.map(({ name }) => name);
		const used: ICredentialDataDecryptedObject = { ...constants };
		for (const { name } of questions) if (name !== 'from') used[name] = '';
		expect(names).toEqual(expect.arrayContaining(Object.keys(used)));
	}
});

it('has the official addresses of the credentials', () => {
	for (const { credentialType, baseUrl } of LIVE_CHECKS) {
		const { properties } = setup.engine.package.credentialType(credentialType);
		expect(properties.find(({ name }) => name === 'baseUrl')?.default).toBe(baseUrl);
	}
});
