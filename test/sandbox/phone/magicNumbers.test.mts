import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Gateway, GatewayName } from '../../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import { MAGIC_NUMBERS } from '../../../lab/sandbox/magicNumbers.mts';
import { sendBare } from '../../../lab/gateways/bareSend.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { control, fieldOf } from './client.mts';

const clock = createTestClock(new Date('2026-11-30T12:00:00Z'));

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

/** Lets the network report, people answer and phones send. */
function passTime(): void {
	for (let second = 0; second < 12; second += 1) {
		clock.advance(1000);
		sandbox.messages();
	}
}

const shown = () =>
	sandbox
		.messages()
		.map(({ direction, number, outcome, text }) => [
			direction,
			number.replace('+', ''),
			text,
			outcome,
		]);

/** How an SMS stands that the gateway has just taken. */
const taken = ({ name }: Gateway) => (name === 'textBoost' ? 'delivered' : 'open');

/** What a number that has opted out does, where the gateway has no list of them. */
const OPTED_OUT: Record<GatewayName, string> = {
	smsGateway24: 'failed',
	smstools: 'refused',
	bestSmsGateway: 'refused',
	textBoost: 'refused',
};

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const { name } = gateway;
	const send = (behaviour: keyof typeof MAGIC_NUMBERS) =>
		sendBare(sandbox, gateway, MAGIC_NUMBERS[behaviour], 'Hello');

	it.each([
		['delivered', 'delivered'],
		['failed', 'failed'],
		['refused', 'refused'],
		['optedOut', OPTED_OUT[name]],
	] as const)('%s', async (behaviour, outcome) => {
		await send(behaviour);
		passTime();
		expect(shown()).toEqual([['outgoing', MAGIC_NUMBERS[behaviour], 'Hello', outcome]]);
	});

	it('delivered also comes from a SmsGateway24 phone that is offline', async () => {
		for (const vendor of sandbox.vendors) {
			for (const { id } of vendor.account.phones?.() ?? []) vendor.account.setOnline?.(id, false);
		}
		await send('delivered');
		expect(shown()[0]?.[3]).not.toBe('failed');
		passTime();
		expect(shown()[0]?.[3]).toBe('delivered');
	});

	it('refused says why, with the rule of the document', async () => {
		await send('refused');
		const [message] = sandbox.messages();
		const { json } = await control(sandbox, 'GET', `/messages/${name}/${message?.id ?? ''}`);
		expect(json).toMatchObject({
			exchange: { refusal: { sentence: expect.any(String) }, isLost: false },
		});
	});

	it('limited answers with HTTP 429 first, and takes the next one', async () => {
		expect((await send('limited')).status).toBe(429);
		expect((await send('limited')).status).toBe(200);
		expect(shown().map((row) => row[3])).toEqual(['refused', taken(gateway)]);
	});

	it('lost takes the SMS and breaks the connection', async () => {
		await expect(send('lost')).rejects.toThrow('fetch failed');
		expect(shown()).toEqual([['outgoing', MAGIC_NUMBERS.lost, 'Hello', taken(gateway)]]);
		const [message] = sandbox.messages();
		const { json } = await control(sandbox, 'GET', `/messages/${name}/${message?.id ?? ''}`);
		expect(json).toMatchObject({ exchange: { isLost: true } });
	});

	it('slow answers seconds later', async () => {
		const start = performance.now();
		await send('slow');
		expect(performance.now() - start).toBeGreaterThan(4900);
	});

	it('goes on when a client gives up, and lists a refusal that comes after that', async () => {
		const gone = (behaviour: keyof typeof MAGIC_NUMBERS) =>
			sendBare(sandbox, gateway, MAGIC_NUMBERS[behaviour], 'Gone', AbortSignal.timeout(200));
		await control(sandbox, 'PATCH', `/${name}`, { faults: { slow: 1 } });
		await expect(gone('delivered')).rejects.toThrow('aborted');
		await expect(gone('refused')).rejects.toThrow('aborted');
		const path = '/messages/next?after=0&outcome=refused&timeout=20';
		expect((await control(sandbox, 'GET', path)).status).toBe(200);
		expect(shown().map((row) => row[3])).toEqual([taken(gateway), 'refused']);
	});

	it.each(['refused', 'optedOut', 'limited'] as const)(
		'says of %s that it is the magic number, and of another refusal that it is not',
		async (behaviour) => {
			await send(behaviour);
			const magic = sandbox.messages().find(({ outcome }) => outcome === 'refused');
			if (OPTED_OUT[name] === 'failed' && behaviour === 'optedOut') {
				expect(magic).toBeUndefined();
				return;
			}
			const ruleOf = async (id = '') =>
				fieldOf(
					fieldOf(
						fieldOf((await control(sandbox, 'GET', `/messages/${name}/${id}`)).json, 'exchange'),
						'refusal',
					),
					'rule',
				);
			expect(await ruleOf(magic?.id)).toContain(`${MAGIC_NUMBERS[behaviour]} is a magic number`);
			await sendBare(sandbox, gateway, '12', 'Too short');
			const other = sandbox.messages().find(({ text }) => text === 'Too short');
			if (other?.outcome === 'refused') {
				expect(await ruleOf(other.id)).not.toContain('magic number');
			}
		},
	);

	it('answersYes answers, where the gateway receives SMS', async () => {
		await send('answersYes');
		expect(shown()).toHaveLength(1);
		passTime();
		const number = MAGIC_NUMBERS.answersYes;
		expect(shown().slice(1)).toEqual(
			name === 'bestSmsGateway' ? [] : [['incoming', number, 'YES', 'received']],
		);
	});

	it('counts a text that is no magic number for nothing', async () => {
		await sendBare(sandbox, gateway, gateway.phone(1), `Call +${MAGIC_NUMBERS.lost}`);
		expect(shown()).toHaveLength(1);
	});
});

it('goes on when an SMS is deleted before the network reports on it', async () => {
	const { textBoost: gateway } = GATEWAYS;
	await sendBare(sandbox, gateway, MAGIC_NUMBERS.failed, 'Deleted');
	await sendBare(sandbox, gateway, MAGIC_NUMBERS.failed, 'There');
	const [deleted] = sandbox.messages();
	sandbox.textBoost.removeMessage(deleted?.id ?? '');
	passTime();
	expect(shown()).toEqual([['outgoing', MAGIC_NUMBERS.failed, 'There', 'failed']]);
});
