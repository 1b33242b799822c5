import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_TOKEN } from '../../../lab/sandbox/textBoost.mts';
import type { TextBoostVersion } from '../../../lab/sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../../../lab/sandbox/textBoost/versions.mts';
import { createClient, smsWith } from './testClient.mts';

const NOW = new Date('2026-05-29T10:07:41Z');
const clock = createTestClock(NOW);
let sandbox: Sandbox;
const call = createClient(() => sandbox);

beforeEach(async () => {
	clock.set(NOW);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const settings = () => sandbox.textBoost.settings;
const handedOver = () => sandbox.textBoost.handedOver.map(({ number }) => number);
const send = async (changes: Record<string, unknown> = {}) =>
	await call('POST', '/sms/send', smsWith(changes));
const error = (message: string) => ({ status: 'error', message });
const TWO = { recipient: '31600000001,31600000002' };

describe('an error after the SMS went out', () => {
	const phpError = 'Undefined array key "sid"';

	it.each<[TextBoostVersion, number]>([
		['3.1.0', 200],
		['3.8.0', 403],
		['3.9', 403],
		['3.13.0', 403],
	])("of PHP's, in %s", async (version, several) => {
		Object.assign(settings(), { version, phpErrorAfterSend: phpError });
		expect(await send()).toEqual({ status: 200, body: error(phpError) });
		const { status, body } = await send(TWO);
		expect(status).toBe(several);
		// The host of 3.1.0 sends beside the request, and answers before it breaks.
		if (version === '3.1.0') expect(body.status).toBe('success');
		else expect(body).toEqual(error(phpError));
		expect(handedOver()).toEqual(['31612345678', '31600000001', '31600000002']);
		// Each time: a client that goes again sends again.
		await send();
		expect(handedOver()).toHaveLength(4);
	});

	it.each<[TextBoostVersion, number, string, string, number | string]>([
		['3.1.0', 404, 'Enroute', 'Enroute', 1],
		['3.8.0', 403, 'Enroute', 'Enroute', 0],
		['3.9', 403, 'Enroute', 'Failed', 0],
		['3.13.0', 403, 'Enroute', 'Failed', 0],
	])(
		'because the operator did not say Delivered, in %s',
		async (version, status, answer, shown, cost) => {
			settings().version = version;
			sandbox.textBoost.answerFirst('31612345678', answer);
			expect(await send()).toMatchObject({ status, body: error(shown) });
			expect(handedOver()).toEqual(['31612345678']);
			const { body } = await call('GET', '/sms');
			const status_ = version === '3.9' ? 'customer_status' : 'status';
			const row = { [status_]: shown, cost: String(cost) };
			expect(body.data).toMatchObject({ data: [row] });
		},
	);

	it("of several is none: the operator's own words stand as the status, with a cost of 0", async () => {
		sandbox.textBoost.answerInWords('31600000002', 'Insufficient funds at operator');
		const { body } = await send(TWO);
		expect(body).toMatchObject({
			status: 'success',
			data: [
				{ status: expect.stringMatching(/^Delivered\|SM/), cost: '1' },
				{ status: 'Insufficient funds at operator', cost: '0' },
			],
		});
	});
});

it.each([
	[['before'], /^<br \/>\n<b>Warning<\/b>: .+<br \/>\n\{"status".+\}$/s],
	[['after'], /^\{"status".+\}<br \/>\n<b>Warning<\/b>/s],
	[['before', 'after'], /^<br \/>.+\{"status".+\}<br \/>/s],
] as const)('PHP may print warnings %s the JSON', async (places, pattern) => {
	settings().phpWarnings = places;
	const headers = { authorization: `Bearer ${TEXTBOOST_TOKEN}`, accept: 'application/json' };
	const response = await fetch(`${sandbox.textBoost.baseUrl}/balance`, { headers });
	expect(response.status).toBe(200);
	expect(await response.text()).toMatch(pattern);
});

it.each<[TextBoostVersion, string[]]>([
	['3.1.0', ['Mine']],
	['3.8.0', ['Mine', 'Yours']],
	['3.9', ['Mine', 'Yours']],
	['3.13.0', ['Mine']],
])('the list of %s has the rows of %j', async (version, texts) => {
	settings().version = version;
	const sms = { number: '31612345678', own: 'YourName' };
	sandbox.textBoost.seedMessages(1, () => ({ ...sms, text: 'Mine' }));
	const yours = { ...sms, text: 'Yours', owner: 'stranger' } as const;
	const [uid] = sandbox.textBoost.seedMessages(1, () => yours);
	const { body } = await call('GET', '/sms');
	const { data } = body.data as { data: Array<{ message: string }> };
	expect(data.map(({ message }) => message)).toEqual(texts);
	expect((await call('GET', `/sms/${uid}`)).body.data).toMatchObject({ message: 'Yours' });
});

it.each<[TextBoostVersion, boolean]>([
	['3.8.0', true],
	['3.9', true],
	['3.13.0', false],
])("the response from %s to a new campaign may be a stranger's: %s", async (version, isStrange) => {
	settings().version = version;
	const strange = sandbox.textBoost.seedCampaign({ owner: 'stranger', text: 'Yours' });
	clock.advance(10 * 60_000);
	const group = sandbox.textBoost.seedGroup('A', 1);
	const campaign = smsWith({ recipient: undefined, contact_list_id: group });
	const { body } = await call('POST', '/sms/campaign', campaign);
	const own = sandbox.textBoost.campaigns[1]?.uid;
	expect(body.data).toMatchObject({ uid: isStrange ? strange : own });
	clock.advance(60_000);
	expect(handedOver()).toEqual(['31600000000']);
});

it.each([
	['3.8.0', null, false],
	['3.8.0', true, true],
	['3.9', null, true],
	['3.13.0', null, true],
	['3.13.0', false, false],
] as const)('the list of contacts of %s with %s fails: %s', async (version, fails, isError) => {
	Object.assign(settings(), { version, contactListFails: fails });
	const group = sandbox.textBoost.seedGroup('A', 30);
	const { body } = await call('POST', `/contacts/${group}/all?page=2`);
	if (isError) {
		expect(body.message).toMatch(/^SQLSTATE\[42S22\]: Column not found: .+ limit 25 offset 25\)$/);
	} else {
		expect(body.data).toMatchObject({ total: 30, to: 30 });
	}
});

describe('without a token under /api/http', () => {
	it.each(['3.8.0', '3.9', '3.13.0'] as const)("%s shows a stranger's account", async (version) => {
		settings().version = version;
		sandbox.textBoost.seedGroup('Mine', 0);
		sandbox.textBoost.seedGroup('Yours', 0, 'stranger');
		const ask = async (path: string) =>
			(await call('GET', path, undefined, { prefix: 'http' })).body;
		expect((await ask('/me')).status).toBe('error');
		settings().tokenlessUser = true;
		expect((await ask('/me')).data).toMatchObject({ email: 'stranger@example.com' });
		expect((await ask('/balance')).data).toMatchObject({ remaining_balance: '$777' });
		expect((await ask('/contacts')).data).toMatchObject({ data: [{ name: 'Yours' }] });
	});

	it('no SMS goes out', async () => {
		Object.assign(settings(), { version: '3.13.0', tokenlessUser: true });
		expect((await call('POST', '/sms/send', smsWith(), { prefix: 'http' })).body.status).toBe(
			'error',
		);
		expect(handedOver()).toEqual([]);
	});
});

it.each<[TextBoostVersion, string, string]>([
	['3.1.0', 'remaining_unit', 'Unlimited'],
	['3.8.0', 'remaining_balance', 'Unlimited'],
	['3.9', 'remaining_balance', 'Unlimited'],
	['3.13.0', 'remaining_balance', 'Unlimited'],
])('the balance of %s may be unlimited', async (version, field, word) => {
	settings().version = version;
	settings().account.credit = -1;
	expect((await call('GET', '/balance')).body.data).toMatchObject({ [field]: word });
});

it.each(TEXTBOOST_VERSIONS)('%s has no profile of who never logged in', async (version) => {
	Object.assign(settings(), { version, neverLoggedIn: true });
	expect(await call('GET', '/me')).toEqual({
		status: 200,
		body: error('Call to a member function timezone() on null'),
	});
});

it.each(TEXTBOOST_VERSIONS)(
	'the answer to a send holds the token in 3.8.0 only: %s',
	async (version) => {
		settings().version = version;
		const { body } = await send();
		expect(JSON.stringify(body).includes(TEXTBOOST_TOKEN)).toBe(version === '3.8.0');
	},
);
