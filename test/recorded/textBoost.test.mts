import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_PREFIX, TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { PAGE_LINK_ORIGIN } from '../../lab/sandbox/textBoost/answers.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { differences } from './differences.mts';
import { HOSTS, setUpHost } from './textBoostHosts.mts';

/** A request that a real server was asked, and its answer. */
interface Row {
	name: string;
	method: string;
	path: string;
	token: 'right' | 'none' | 'wrong';
	accept?: string;
	body?: unknown;
	status: number;
	answer: unknown;
	smsHandedToTheOperator?: number;
}

/** Rows that differ on purpose, by version and name, with the reason. None is left. */
const ON_PURPOSE: Record<TextBoostVersion, Record<string, string>> = {
	'3.1.0': {},
	'3.8.0': {},
	'3.9': {},
	'3.13.0': {},
};

const FIRST_NUMBER = 33612345600;
/** "101 numbers" in the recording: in 3.1.0 the host broke at the 96th, which therefore was 33612345695. */
const NUMBERS_101 = Array.from({ length: 101 }, (_, index) => FIRST_NUMBER + index).join(',');
const WRONG_TOKEN = '9|x';
/** A recorded page of a list has its first rows only. */
const ROWS_KEPT = 3;

const clock = createTestClock(new Date('2026-11-27T17:34:51.250Z'));
const figures: string[] = [];
let sandbox: Sandbox;

beforeEach(async () => {
	clock.set(new Date('2026-11-27T17:34:51.250Z'));
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

afterAll(() => void process.stdout.write(`${figures.join('\n')}\n`));

function recordedRows(version: TextBoostVersion): Row[] {
	const path = `${__dirname}/textboost-${version}.json`;
	// All four files have this shape; a row without it would fail the comparison.
	const { rows } = JSON.parse(readFileSync(path, 'utf8')) as { rows: Row[] };
	return rows;
}

describe('the sandbox answers as the recorded server of version', () => {
	it.each(TEXTBOOST_VERSIONS)('%s', async (version) => {
		setUpHost(sandbox.textBoost, version);
		const names = new Map([['<token>', TEXTBOOST_TOKEN]]);
		const found: Record<string, string[]> = {};
		for (const row of recordedRows(version)) {
			if (HOSTS[version].newSecondAt.includes(row.name)) clock.advance(1000);
			const before = sandbox.textBoost.handedOver.length;
			const { status, body } = await ask(row, names);
			learnNames(row.answer, body, names);
			const handedOver = sandbox.textBoost.handedOver.length - before;
			const recorded = {
				status: row.status,
				answer: row.answer,
				handedOver: row.smsHandedToTheOperator ?? 0,
			};
			const answer = { status, answer: withNames(body, names), handedOver };
			const lines = differences(recorded, cut(answer), isAccident);
			if (lines.length > 0) found[row.name] = lines;
		}

		const rows = recordedRows(version).length;
		const onPurpose = Object.keys(ON_PURPOSE[version]);
		figures.push(
			`TextBoost ${version}: ${rows} rows compared, ${rows - Object.keys(found).length} equal, ${onPurpose.length} different on purpose`,
		);
		for (const name of onPurpose) {
			expect(found).toHaveProperty([name]);
			delete found[name];
		}
		expect(found).toEqual({});
		expect(rows).toBe(88);
	});
});

/** Asks the sandbox what the recorded server was asked. */
async function ask(
	{ method, path, token, accept, body }: Row,
	names: ReadonlyMap<string, string>,
): Promise<{ status: number; body: unknown }> {
	const tokens = { right: TEXTBOOST_TOKEN, wrong: WRONG_TOKEN, none: undefined };
	const bearer = tokens[token];
	const isForm = typeof body === 'string' && body.includes('=');
	const raw = typeof body === 'string' ? body : JSON.stringify(body);
	const written =
		raw === undefined ? undefined : filled(raw.replace('101 numbers', NUMBERS_101), names);
	return await send(`${sandbox.origin}${TEXTBOOST_PREFIX}${filled(path, names)}`, {
		method,
		headers: {
			accept: accept ?? 'application/json',
			...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
			...(written !== undefined && {
				'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
				'content-length': String(Buffer.byteLength(written)),
			}),
		},
		body: written,
	});
}

/** A text with the values of this run in place of the names in braces. */
function filled(text: string, names: ReadonlyMap<string, string>): string {
	return [...names].reduce((result, [name, value]) => result.replaceAll(name, value), text);
}

/** Unlike fetch, it sends a GET with a body, which the recording has. */
async function send(
	url: string,
	options: { method: string; headers: Record<string, string>; body: string | undefined },
): Promise<{ status: number; body: unknown }> {
	return await new Promise((resolve, reject) => {
		const { method, headers, body } = options;
		request(url, { method, headers }, (response) => {
			text(response).then(
				(answer) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) }),
				reject,
			);
		})
			.on('error', reject)
			.end(body);
	});
}

/** Learns from an answer what the names in braces of the recorded one stand for in this run. */
function learnNames(recorded: unknown, answer: unknown, names: Map<string, string>): void {
	if (typeof recorded === 'string' && typeof answer === 'string') {
		if (/^\{\w+\}$/.test(recorded) && !names.has(recorded)) names.set(recorded, answer);
		return;
	}
	const inner = new Map(entriesOf(answer));
	for (const [key, value] of entriesOf(recorded)) learnNames(value, inner.get(key), names);
}

function entriesOf(value: unknown): Array<[string, unknown]> {
	return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A response from this run in the words of the recording. */
function withNames(answer: unknown, names: ReadonlyMap<string, string>): unknown {
	const host = `${PAGE_LINK_ORIGIN}${TEXTBOOST_PREFIX}`;
	const written = JSON.stringify(answer).replaceAll(host, 'http://host.example');
	const named = [...names].reduce(
		(result, [name, value]) => result.replaceAll(value, name),
		written,
	);
	return JSON.parse(named);
}

/** An answer whose page has as many rows as a recorded one. */
function cut(result: { status: number; answer: unknown; handedOver: number }) {
	const { answer } = result;
	const page = new Map(entriesOf(new Map(entriesOf(answer)).get('data')));
	const rows = page.get('data');
	if (!Array.isArray(rows)) return result;
	const data = { ...Object.fromEntries(page), data: rows.slice(0, ROWS_KEPT) };
	return { ...result, answer: { ...Object.fromEntries(entriesOf(answer)), data } };
}

/** Where the value is an accident of the run, and the form that it has even so. */
const ACCIDENTS: Array<[RegExp, RegExp]> = [
	[/\.uid$/, /^[0-9a-f]{13}$/],
	[/\.(?:id)$/, /^\d+$/],
	[/\.status$/, /^Delivered\|SM\w{8}$/],
	[/\.(?:campaign_)?name$/, /^API_\d{10}$/],
	[/\.sent_at$/, /^2026-11-27 23:3\d:\d\d$/],
	[/\.(?:created|updated|last_access)_at$/, /^2026-11-27T1\d:3\d:\d\d\.000000Z$/],
	[/\.created_at$/, /^27th Nov 26, 6:3\d PM$/],
	[/\.start_at$/, /^27th Nov 26, 11:3\d PM$/],
];

function isAccident(path: string, recorded: unknown, answer: unknown): boolean {
	return ACCIDENTS.some(
		([place, form]) => place.test(path) && form.test(String(recorded)) && form.test(String(answer)),
	);
}
