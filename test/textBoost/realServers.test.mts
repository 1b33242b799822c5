import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { TextBoost } from '../sandbox/textBoost.mts';
import { TEXTBOOST_TOKEN } from '../sandbox/textBoost.mts';
import type { TextBoostSettings } from '../sandbox/textBoost/settings.mts';
import type { TextBoostVersion } from '../sandbox/textBoost/versions.mts';
import { isSince, TEXTBOOST_VERSIONS } from '../sandbox/textBoost/versions.mts';
import { RETRY } from '../sending/setup.mts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { hintsOf, setUp } from './setup.mts';

/**
 * What must never happen at any version of the server, whatever goes wrong there: that a number gets an SMS twice with
 * Retry On Fail, and that the output calls an SMS not sent which the operator has.
 */

const setup = setUp();
const { run } = setup;

/** A send, and what happens at the host. */
interface Case {
	name: string;
	/** Default: one number that nothing happens to. */
	to?: string;
	operation?: 'send' | 'sendMany' | 'sendVoice' | 'sendMms';
	fields?: INodeParameters;
	items?: IDataObject[];
	settings?: Partial<TextBoostSettings>;
	arrange?: (server: TextBoost) => void;
	credential?: RunOptions['credential'];
	/** The versions on which the host does this. Default: all. */
	versions?: readonly TextBoostVersion[];
	/** How many SMS the operator has in the end, or will have when they are due. */
	gets: number | ((version: TextBoostVersion) => number);
}

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

/** The recorded sends, by their names in the recordings, as the node can make them. */
const RECORDED_SENDS: Case[] = [
	{ name: 'send to one', gets: 1 },
	{ name: 'send to two', gets: 2, to: `${GOOD},${OTHER}` },
	{ name: 'send to two, one bad', gets: 1, to: `${GOOD}, 12345` },
	{ name: 'send, all bad', gets: 0, to: '123,12345' },
	{ name: 'send, the gateway refuses', gets: 1, to: REFUSED, arrange: operatorRefuses },
	{ name: 'send, the gateway is down', gets: 1, to: DOWN, arrange: operatorIsDown },
	{
		name: 'send, the server breaks after the gateway took it',
		gets: 1,
		to: BROKEN,
		arrange: serverBreaks,
	},
	{
		name: 'send to three, the server breaks at the last',
		gets: 3,
		to: `33612345671,33612345672,${BROKEN}`,
		arrange: serverBreaks,
	},
	{ name: 'send, bad number', gets: 0, to: '999' },
	{ name: 'send, no message', gets: 0, fields: { message: '={{ "" }}' } },
	{ name: 'send, no recipient', gets: 0, to: '={{ "" }}' },
	{
		name: 'send, unicode',
		gets: (version) => (isSince(version, '3.9') ? 0 : 1),
		fields: { message: 'Grüße 😀' },
		settings: { smsTypes: ['plain', 'voice', 'mms'] },
	},
	{
		name: 'send to 101',
		gets: 101,
		to: '={{ Array.from({ length: 101 }, (_, i) => String(33612340000 + i)) }}',
	},
	{ name: 'send to one number twice', gets: 1, to: `${GOOD},${GOOD},+33 6 12 34 56 78` },
	{ name: 'send to one, trailing comma', gets: 1, to: `${GOOD},` },
	{ name: 'send, wrong token', gets: 0, credential: { apiToken: '9|wrong' } },
	{ name: 'voice', gets: 1, operation: 'sendVoice' },
	{
		name: 'voice, no server for it',
		gets: 0,
		operation: 'sendVoice',
		settings: { smsTypes: ['plain'] },
	},
	{ name: 'mms', gets: 1, operation: 'sendMms' },
	{ name: 'mms, no message', gets: 0, operation: 'sendMms', fields: { message: '={{ null }}' } },
	{ name: 'scheduled, one', gets: 1, fields: SEND_AT },
	{ name: 'scheduled, two', gets: 2, to: `${GOOD},${OTHER}`, fields: SEND_AT },
	{ name: 'scheduled, bad time', gets: 0, fields: { additionalFields: { sendAt: 'never' } } },
	{ name: 'scheduled, one bad', gets: 1, to: `${GOOD}, 12345`, fields: SEND_AT },
];

/** What goes wrong at hosts besides. */
const MISTAKES: Case[] = [
	...[GOOD, `${GOOD},${OTHER}`].flatMap((to): Case[] => [
		...[
			'Undefined array key "user"',
			'Attempt to read property "id" on null',
			'SQLSTATE[HY000]: General error: 2006 MySQL server has gone away',
			'Maximum execution time of 60 seconds exceeded',
		].map(
			(phpErrorAfterSend): Case => ({
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
		(words): Case => ({
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

describe.each(TEXTBOOST_VERSIONS)('version %s', (version) => {
	const cases = [...RECORDED_SENDS, ...MISTAKES].filter(
		({ versions }) => versions?.includes(version) ?? true,
	);

	beforeEach(() => {
		setup.sandbox.textBoost.settings.version = version;
	});

	it.each(cases)(
		'$name: at most one SMS a number, and what is called not sent is not',
		async ({
			arrange,
			credential,
			fields,
			gets,
			items,
			operation = 'send',
			settings,
			to = GOOD,
		}) => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, settings);
			for (const way of WAYS) {
				arrange?.(textBoost);
				const { length } = textBoost.handedOver;
				const waiting = textBoost.scheduled.length;
				const mediaUrl = operation === 'sendMms' && 'https://example.com/a.jpg';
				const parameters = {
					...{ to, from: 'Rig', message: 'Hi', ...(mediaUrl && { mediaUrl }) },
					...fields,
				};
				const result = await run('sms', operation, parameters, {
					items,
					credential,
					settings: { ...RETRY, ...way },
				});
				const got = [
					...textBoost.handedOver.slice(length),
					...textBoost.scheduled.slice(waiting),
				].map(({ number }) => number);

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
			}
		},
		60_000,
	);
});
