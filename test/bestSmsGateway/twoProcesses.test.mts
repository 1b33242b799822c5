import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Child } from '../../lab/measuring/child.mts';
import { startChild } from '../../lab/measuring/child.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { NodeRun } from '../engine/engine.mts';
import { plainText } from '../engine/plainText.mts';
import type { RunOutput } from './engineProcess.mts';
import { PASSWORD } from './setup.mts';

// Two engines start, and send 16 SMS at one to four seconds each.
jest.setTimeout(600_000);

const SENDERS = ['Alpha', 'Beta'];
const SMS_EACH = 8;
/** Pairs of runs, each with a sub-account of its own, so that they go on at the same time. */
const PAIRS = 5;

let sandbox: Sandbox;
let processes: Child[];
let ahead = 0;
let accounts = 100;

beforeAll(async () => {
	const now = () => new Date(Date.now() + ahead);
	sandbox = await startSandbox({ clock: { now } });
	sandbox.bestSmsGateway.settings.handoffMs = 300;
	const file = join(import.meta.dirname, 'engineProcess.mts');
	const execArgv = [`--import=${join(import.meta.dirname, '../bench/commonJs.mts')}`];
	processes = SENDERS.map(() => startChild(file, [], { execArgv }));
	// Neither begins before both have started.
	await Promise.all(processes.map(async (child) => await child.ask([])));
});
afterAll(async () => {
	await Promise.all(processes.map(async (child) => await child.close()));
	await sandbox.close();
});
beforeEach(() => {
	ahead = 0;
});

const figures: string[] = [];
afterAll(() => void process.stdout.write(`Two processes\n  ${figures.join('\n  ')}\n`));

/** Notes how many SMS went out how, and what their runs say of them. */
function note(title: string, all: Sms[]): void {
	const count = (isOne: (sms: Sms) => boolean) => all.filter(isOne).length;
	const isTwice = (sms: Sms) => sendersOf(sms).length > 1;
	const hasWrongSender = (sms: Sms) => sendersOf(sms).some((sender) => sender !== sms.sender);
	const isWrong = (sms: Sms) => isTwice(sms) || hasWrongSender(sms);
	const told = (['accepted', 'unknown', 'notSent'] as const)
		.map((said) => `${count((sms) => sms.said === said)} ${said}`)
		.join(', ');
	figures.push(
		`${title}: ${all.length} SMS in ${PAIRS} runs of ${SENDERS.length} × ${SMS_EACH}; ${count(isTwice)} sent twice, ` +
			`${count(hasWrongSender)} under a wrong sender, ${count((sms) => sendersOf(sms).length === 0)} not sent; ` +
			`said: ${told}; twice or wrong and not said: ${count((sms) => isWrong(sms) && sms.said !== 'unknown')}`,
	);
}

/** An SMS, who had it sent, and what its run says of it. */
interface Sms {
	accountId: number;
	sender: string;
	text: string;
	said: 'accepted' | 'unknown' | 'notSent';
}

/** Lets both processes send from each account, with an own sender each, and one SMS in a request. */
async function sendFromBoth(sharedSubAccount: boolean): Promise<Sms[]> {
	const { bestSmsGateway } = sandbox;
	const ids = Array.from({ length: PAIRS }, () => ++accounts);
	const logins = ids.map((id) =>
		bestSmsGateway.addAccount({ id, name: `sub${id}`, password: PASSWORD, balance: 10_000 }),
	);
	const itemsOf = (sender: string, id: number): IDataObject[] =>
		Array.from({ length: SMS_EACH }, (_, i) => ({
			phone: `+234800000${id}${i}`,
			text: `${sender} ${id} ${i}`,
		}));
	const runOf = (sender: string, id: number, subAccount: string | undefined): NodeRun => ({
		type: 'bestSmsGateway',
		parameters: {
			resource: 'sms',
			operation: 'send',
			to: '={{ $json.phone }}',
			message: '={{ $json.text }}',
			from: sender,
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 1 } } },
		},
		items: itemsOf(sender, id),
		credentials: {
			bestSmsGatewayApi: {
				subAccount: subAccount ?? '',
				subAccountPassword: PASSWORD,
				baseUrl: bestSmsGateway.baseUrl,
				sharedSubAccount,
			},
		},
		settings: { onError: 'continueErrorOutput' },
	});
	const outputs = await Promise.all(
		SENDERS.map(
			// The process of the test has checked what it hands over.
			async (sender, i) =>
				(await processes[i]?.ask(ids.map((id, n) => runOf(sender, id, logins[n])))) as RunOutput[],
		),
	);
	return SENDERS.flatMap((sender, i) =>
		ids.flatMap((accountId, n) => {
			const output = outputs[i]?.[n];
			expect(output?.error).toBeUndefined();
			return itemsOf(sender, accountId).map(({ text }): Sms => {
				const failed = output?.errors.find((item) => item.text === text);
				const accepted = output?.json.some((item) => item.text === text);
				expect(accepted).toBe(failed === undefined);
				const said = failed === undefined ? 'accepted' : failed.outcome;
				return { accountId, sender, text: plainText(text), said: said as Sms['said'] };
			});
		}),
	);
}

/** How an SMS went out, one entry for each time: under which sender. */
function sendersOf({ accountId, text }: Sms): string[] {
	const { messages, handoffs } = sandbox.bestSmsGateway;
	const ids = new Set(
		messages.filter((m) => m.accountId === accountId && m.text === text).map(({ id }) => id),
	);
	return handoffs.filter(({ messageId }) => ids.has(messageId)).map(({ sender }) => sender);
}

it('says of each SMS that was mixed with those of another process that it may have gone wrong', async () => {
	const all = await sendFromBoth(false);
	note('Without Shared Sub-Account', all);
	const wrong = all.filter((sms) => sendersOf(sms).join() !== sms.sender);
	// They do meet, or this would show nothing.
	expect(wrong.length).toBeGreaterThan(0);
	expect(wrong.filter(({ said }) => said !== 'unknown')).toEqual([]);
});

it('mixes none with Shared Sub-Account', async () => {
	const all = await sendFromBoth(true);
	// All are stored, and wait to be sent.
	ahead = 60_000;
	note('With Shared Sub-Account', all);
	const sent = all.filter(({ said }) => said !== 'notSent');
	expect(sent.filter((sms) => sms.said !== 'accepted')).toEqual([]);
	expect(all.map(sendersOf)).toEqual(
		all.map(({ sender, said }) => (said === 'notSent' ? [] : [sender])),
	);
	// A second of its own was found for nearly every one.
	expect(sent.length).toBeGreaterThanOrEqual(all.length - 2);
});
