import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TextBoost } from '../../lab/sandbox/textBoost.mts';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import type { NodeResult } from '../engine/engine.mts';
import { RETRY } from '../sending/setup.mts';
import type { SendCase } from './recordedCases.mts';
import { MADE_OTHERWISE, NOT_MADE, RECORDED_CASES } from './recordedCases.mts';
import { RECORDED_SENDS } from './recordings.mts';
import { hintsOf, setUp } from './setup.mts';

/**
 * What must never happen at any version of the server, whatever goes wrong there: that a number gets an SMS twice with
 * Retry On Fail, and that the output calls an SMS not sent which the operator has.
 */

const setup = setUp();
const { run } = setup;

const GOOD = '33612345678';
const OTHER = '33612345679';
const REFUSED = '33612345699';
const DOWN = '33612345698';
const BROKEN = '33612345695';
const SEND_AT = { additionalFields: { sendAt: '2090-01-01T10:00:00Z' } };

/** What a host says of its own customer before it sends, and an operator of the host after it (fact sheet 18.7). */
const SAID_BY_HOSTS_AND_OPERATORS = [
	'There is not enough balance available to send this message.You have 1 of the 2',
	'You have exceeded your sending limit.',
	"Permission to send an SMS has not been enabled for the region indicated by the 'To' number: 1",
	'No active subscription',
	'Number contains in the blacklist',
	'Your message contains spam words',
	'Please add coverage on your plan.',
	'Originator YourName is not authorized to send this message',
	'Originator 33612345678 is not capable to send plain sms',
	'This action is unauthorized.',
	'Sorry, but you do not have permissions to access this page.',
	'You do not have permission to access API',
	'Sorry! This option is not available in demo mode',
	'These credentials do not match our records.',
	'You have already subscribed to this number',
];

/** The numbers in a text, digits only; none in an expression. */
const numbersIn = (to: unknown): string[] =>
	String(to)
		.split(',')
		.map((number) => number.replace(/\D/g, ''))
		.filter((number) => number !== '');

const operatorRefuses = (server: TextBoost) => server.answerFirst(REFUSED, 'Undelivered');
const operatorIsDown = (server: TextBoost) => server.answerInWords(DOWN, 'gateway down');
const serverBreaks = (server: TextBoost) =>
	server.breakAfterSend(BROKEN, 'Undefined array key "sid"');

/** What goes wrong at hosts besides. */
const MISTAKES: SendCase[] = [
	...[GOOD, `${GOOD},${OTHER}`].flatMap((to): SendCase[] => [
		...[
			'Undefined array key "user"',
			'Attempt to read property "id" on null',
			'SQLSTATE[HY000]: General error: 2006 MySQL server has gone away',
			'Maximum execution time of 60 seconds exceeded',
		].map(
			(phpErrorAfterSend): SendCase => ({
				name: `PHP says ${phpErrorAfterSend} after the SMS to ${to}`,
				gets: numbersIn(to).length,
				to,
				settings: { phpErrorAfterSend },
			}),
		),
		{
			name: `warnings around the answer to ${to}`,
			gets: numbersIn(to).length,
			to,
			settings: { phpWarnings: ['before', 'after'] },
		},
	]),
	{
		name: 'PHP breaks after the SMS, at a host with codes',
		gets: 1,
		settings: { phpErrorAfterSend: 'Undefined array key "sid"', errorCodes: 'http' },
	},
	...[
		'Unauthenticated.',
		'Too Many Attempts.',
		'The route x could not be found.',
		'The message field is required.',
		'No query results for model [App\\Models\\Reports] 1',
		'This is no route: The POST method is not supported for this route.',
		'Not sent: There is not enough balance',
		'Accepted for delivery',
		'queued',
		'0',
		'',
		'{"error":1}',
		'Échec',
		...SAID_BY_HOSTS_AND_OPERATORS,
	].map(
		(words): SendCase => ({
			name: `the operator takes it and says "${words}"`,
			gets: 1,
			to: DOWN,
			arrange: (server) => server.answerInWords(DOWN, words),
		}),
	),
	{
		name: 'an operator in words, among others',
		// The server of 3.9 breaks on the words, and does not come to the third (recorded: "send, the gateway is down").
		gets: (version) => (version === '3.9' ? 2 : 3),
		to: `${GOOD},${DOWN},${OTHER}`,
		arrange: operatorIsDown,
	},
	{ name: 'too many requests', gets: 1, arrange: (server) => server.throttle(1) },
	{ name: 'no right to send', gets: 0, settings: { missingRights: ['send_sms'] } },
	{ name: 'no right to use the API', gets: 0, settings: { missingRights: ['access_api'] } },
	{ name: 'a demo', gets: 0, settings: { demo: true } },
	{
		name: 'no credit',
		gets: 0,
		arrange: ({ settings }) => void (settings.account.credit = 0),
	},
	{
		name: 'too little credit',
		gets: 0,
		fields: { message: 'x'.repeat(400) },
		arrange: ({ settings }) => void (settings.account.credit = 1),
	},
	{ name: 'no such prefix', gets: 0, settings: { prefixes: ['http'] } },
	{
		name: 'the time of an account never logged in to',
		gets: 0,
		fields: SEND_AT,
		settings: { neverLoggedIn: true },
	},
	{
		name: 'a queue that does not wait',
		gets: 1,
		fields: SEND_AT,
		settings: { delayedWork: 'atOnce' },
		versions: ['3.1.0'],
	},
	{
		name: 'several items in one request, of which the server breaks at the last',
		gets: 3,
		operation: 'sendMany',
		to: '={{ $json.to }}',
		items: [{ to: GOOD }, { to: OTHER }, { to: BROKEN }],
		arrange: serverBreaks,
	},
	{
		name: 'one item after another, of which the second is refused by the operator',
		gets: 3,
		to: '={{ $json.to }}',
		items: [{ to: GOOD }, { to: REFUSED }, { to: OTHER }, { to: '999' }],
		arrange: operatorRefuses,
	},
];

const WAYS = [
	{},
	{ onError: 'continueRegularOutput' },
	{ onError: 'continueErrorOutput' },
] as const;

/** What came of a recorded send with Retry On Fail at 3. */
interface Figures {
	version: TextBoostVersion;
	requests: number;
	sms: number;
	output: 'accepted' | 'not sent' | 'unknown';
}

const figures = new Map<string, Figures[]>();

function outputOf({ error, json }: NodeResult): Figures['output'] {
	if (error !== undefined)
		return /may still have been/.test(error.message) ? 'unknown' : 'not sent';
	return json.every(({ status }) => status === 'failed') ? 'not sent' : 'accepted';
}

/** A table of sends and versions, with what all of them come to. */
function tableOf(): string {
	const all = [...figures.values()].flat();
	const cell = (found: Figures | undefined) =>
		found === undefined ? '' : `${found.requests} / ${found.sms} / ${found.output}`;
	const lines = [...figures].map(([name, ofName]) => [
		name,
		...TEXTBOOST_VERSIONS.map((version) => cell(ofName.find((one) => one.version === version))),
	]);
	const sum = (of: (one: Figures) => number) => all.reduce((total, one) => total + of(one), 0);
	const outputs = (['accepted', 'not sent', 'unknown'] as const)
		.map((kind) => `${all.filter(({ output }) => output === kind).length} ${kind}`)
		.join(', ');
	return [
		['Recorded send: requests / SMS of the operator / output', ...TEXTBOOST_VERSIONS],
		...lines,
	]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.concat(
			`${all.length} sends: ${sum(({ requests }) => requests)} requests, ${sum(({ sms }) => sms)} SMS, output ${outputs}; ${Object.keys(NOT_MADE).length} recorded sends cannot be made with the node`,
		)
		.join('\n');
}

afterAll(() => void process.stdout.write(`${tableOf()}\n`));

it('every recorded send is made with the node, or has a reason', () => {
	const recorded = new Set(RECORDED_SENDS.map(({ name }) => name));
	const made = new Set(RECORDED_CASES.map(({ name }) => name));
	expect([...made, ...Object.keys(NOT_MADE)].sort()).toEqual([...recorded].sort());
	expect(Object.keys(MADE_OTHERWISE).filter((name) => !made.has(name))).toEqual([]);
});

describe.each(TEXTBOOST_VERSIONS)('version %s', (version) => {
	beforeEach(() => {
		setup.sandbox.textBoost.settings.version = version;
	});

	const isOfVersion = ({ versions }: SendCase) => versions?.includes(version) ?? true;
	const title = '$name: at most one SMS a number, and what is called not sent is not';

	it.each(RECORDED_CASES.filter(isOfVersion))(
		`recorded: ${title}`,
		async (sending) => {
			const [ofRetry] = await check(sending, version);
			if (ofRetry !== undefined) {
				figures.set(sending.name, [...(figures.get(sending.name) ?? []), ofRetry]);
			}
		},
		60_000,
	);

	it.each(MISTAKES.filter(isOfVersion))(
		title,
		async (sending) => {
			await check(sending, version);
		},
		60_000,
	);
});

/** Makes a send in all ways in which a node may go on after an error, each with Retry On Fail at 3. */
async function check(
	{ arrange, credential, fields, gets, items, operation = 'send', settings, to = GOOD }: SendCase,
	version: TextBoostVersion,
): Promise<Figures[]> {
	const { requests, textBoost } = setup.sandbox;
	Object.assign(textBoost.settings, settings);
	const isCampaign = operation === 'createCampaign';
	const found: Figures[] = [];
	for (const way of WAYS) {
		const arranged = arrange?.(textBoost);
		const { length } = textBoost.handedOver;
		const waiting = textBoost.scheduled.length;
		requests.clear();
		const mediaUrl = operation === 'sendMms' && 'https://example.com/a.jpg';
		const parameters = {
			...{ from: 'Rig', message: 'Hi', ...(!isCampaign && { to }), ...(mediaUrl && { mediaUrl }) },
			...fields,
			...arranged,
		};
		const result = await run(
			isCampaign ? 'campaign' : 'sms',
			isCampaign ? 'create' : operation,
			parameters,
			{ items, credential: credential?.(textBoost), settings: { ...RETRY, ...way } },
		);
		const got = [...textBoost.handedOver.slice(length), ...textBoost.scheduled.slice(waiting)].map(
			({ number }) => number,
		);

		const most = typeof gets === 'function' ? gets(version) : gets;
		// After a failed item nothing more starts; whether the next one was under way then is chance.
		const mayEndEarly = items !== undefined && !('onError' in way);
		if (mayEndEarly) expect(got.length).toBeLessThanOrEqual(most);
		else expect(got).toHaveLength(most);
		expect(new Set(got).size).toBe(got.length);
		for (const { json, pairedItem } of [...result.items, ...result.errorItems]) {
			const isRefusedNumber = json.status === 'failed' && json.id === null;
			if (json.outcome !== 'notSent' && !isRefusedNumber) continue;
			const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
			const meant = isRefusedNumber ? json.to : (items?.[item]?.to ?? to);
			expect(numbersIn(meant).filter((number) => got.includes(number))).toEqual([]);
		}
		if (items === undefined && / (was not|was) sent\. \[/.test(result.error?.message ?? '')) {
			expect(got).toEqual([]);
		}
		expect(JSON.stringify(result.run)).not.toContain(TEXTBOOST_TOKEN.slice(2));
		expect(hintsOf(result)).toEqual([]);
		const asked = requests.all.filter(({ path }) => /\/sms\/(send|campaign)$/.test(path));
		found.push({ version, requests: asked.length, sms: got.length, output: outputOf(result) });
	}
	return found;
}
