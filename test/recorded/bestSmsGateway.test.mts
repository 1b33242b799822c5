import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import get from 'lodash/get.js';
import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { differences } from './differences.mts';

/** One request to the public script behind BestSMSGateway, and what it answered. */
interface Row {
	name: string;
	method: string;
	/** Whether the request names the account; `parameters` may name another one. */
	login: boolean;
	parameters?: Record<string, string>;
	query?: Record<string, string>;
	contentType?: string;
	body?: string;
	status: number;
	answerType: string;
	answer: unknown;
	/** How many requests the carrier got, each with all SMS of a batch. */
	handedToTheCarrier?: number;
}

/** What is in place of an answer that is a web page. */
const DATABASE_ERROR_PAGE = 'an HTML page, "Database Error"';

/** Rows whose answers differ, the differences, and why. */
const ON_PURPOSE: Record<string, { differences: string[]; why: string }> = {
	'fetch p 9999': {
		differences: ['records has 39 entries, recorded were 2'],
		why: 'The recording keeps the first two records of a list; its total says 39.',
	},
};

/** When a contact was saved: the recording did not wait a second between requests that save. */
const isAccident = (path: string) => /^records\[\d+\]\.time$/.test(path);

// Its shape is described in `Row`.
const { rows } = JSON.parse(
	readFileSync(join(import.meta.dirname, 'bestsmsgateway.json'), 'utf8'),
) as { rows: Row[] };

/** The second in which the first row with a batch sent, less one for each send before it. */
const START = new Date((1795801781 - 4) * 1000);

const found = new Map<Row, string[]>();
const clock = createTestClock(START);
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ clock });
	const gateway = sandbox.bestSmsGateway;
	// The carrier of the recording accepted all and reported nothing.
	gateway.settings.deliveryMs = Infinity;
	const { password } = START_SUB_ACCOUNT;
	for (const account of gateway.accounts) account.balance = 1_000_000;
	gateway.addAccount({ id: 2, name: 'off', password, enabled: false });
	gateway.addAccount({ id: 3, name: 'poor', password, balance: 1 });
	for (const row of rows) found.set(row, await replay(row));
});
afterAll(() => sandbox.close());

async function replay(row: Row): Promise<string[]> {
	const isSend = row.parameters?.['action'] === 'send_sms';
	if (isSend) clock.set(timeOf(row) ?? new Date(clock.now().getTime() + 1000));
	const before = requestsToTheCarrier();
	const response = await ask(row);
	const text = await response.text();
	const [type] = (response.headers.get('content-type') ?? '').split(';');
	return [
		...differences(row.status, response.status, () => false, 'status'),
		...differences(row.answerType, type, () => false, 'content type'),
		...differences(row.answer, read(text), isAccident),
		...differences(
			row.handedToTheCarrier ?? 0,
			requestsToTheCarrier() - before,
			() => false,
			'requests to the carrier',
		),
	];
}

/** The sends were a second apart, with one exception; their batches tell when they were. */
function timeOf({ answer }: Row): Date | undefined {
	const [, seconds] = /^1_1_(\d+)$/.exec(String(get(answer, 'batch_id'))) ?? [];
	return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}

async function ask(row: Row): Promise<Response> {
	const { method } = row;
	const { login, password } = START_SUB_ACCOUNT;
	const parameters = {
		...(row.login && { sub_account: login, sub_account_pass: password }),
		...row.parameters,
	};
	const query = new URLSearchParams(row.query ?? (method === 'GET' ? parameters : {}));
	const path = row.name === 'account slash' ? '/' : '';
	const url = `${sandbox.bestSmsGateway.baseUrl}${path}?${query.toString()}`;
	if (method === 'GET') return await fetch(url);
	if (row.body !== undefined) {
		const headers = { 'content-type': row.contentType ?? '' };
		return await fetch(url, { method, headers, body: row.body });
	}
	const body = row.contentType === 'multipart' ? new FormData() : new URLSearchParams();
	for (const [name, value] of Object.entries(parameters)) body.append(name, value);
	return await fetch(url, { method, body });
}

function read(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return /^\s*<.*Database Error/s.test(text) ? DATABASE_ERROR_PAGE : text;
	}
}

const requestsToTheCarrier = () =>
	new Set(sandbox.bestSmsGateway.handoffs.map(({ request }) => request)).size;

describe('the sandbox answers as the public script behind BestSMSGateway did', () => {
	it.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
		expect(found.get(row)).toEqual(ON_PURPOSE[name]?.differences ?? []);
	});

	it('to all requests but those that differ on purpose', () => {
		const equal = [...found.values()].filter((list) => list.length === 0).length;
		const onPurpose = Object.keys(ON_PURPOSE).length;
		expect({ compared: found.size, equal, onPurpose }).toEqual({
			compared: 143,
			equal: 142,
			onPurpose: 1,
		});
	});
});
