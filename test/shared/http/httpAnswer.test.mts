import { describe, expect, it } from '@jest/globals';
import type { Failure } from '../../../nodes/shared/failure/failure.ts';
import { ISSUES } from '../../../nodes/shared/failure/unreadable.ts';
import type { AnswerReader } from '../../../nodes/shared/http/httpAnswer.ts';
import {
	notUnderstood,
	outcomeOfStatus,
	readJsonAnswer,
	toHttpAnswer,
	unreadableAsAWhole,
} from '../../../nodes/shared/http/httpAnswer.ts';

const LATER = 'temporarily-unavailable';
const reader: AnswerReader = { service: 'Gate' };
const answer = (statusCode: number, body = '', headers = {}) => ({ statusCode, headers, body });

it.each<[unknown, object]>([
	[undefined, { statusCode: 0, headers: {}, body: '' }],
	[
		{ statusCode: '200', headers: [], body: {} },
		{ statusCode: 0, headers: {}, body: '' },
	],
	[
		{ statusCode: 201, headers: { a: 'b' }, body: 'c', more: 1 },
		{ statusCode: 201, headers: { a: 'b' }, body: 'c' },
	],
])('takes from the response %j what it knows', (response, expected) => {
	expect(toHttpAnswer(response)).toEqual(expected);
});

it.each<[number, string, unknown]>([
	[200, '{"a":1}', { a: 1 }],
	[299, '7', 7],
	[200, '\uFEFF [] \n', []],
	[200, 'null', null],
])('reads HTTP %i with %j', (statusCode, body, value) => {
	expect(readJsonAnswer(answer(statusCode, body), reader)).toEqual({ ok: true, value });
});

describe('what cannot be read', () => {
	const noLonger = 'Check the Base URL in the credential. If it is right, try again later.';
	const maintained =
		'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.';

	it.each<[string, Failure]>([
		[
			' \uFEFF',
			{
				message: 'Gate returned an empty response.',
				advice: noLonger,
				advisesSendersToo: true,
				outcome: 'unknown',
				httpCode: '200',
				cause: LATER,
			},
		],
		[
			'<p>Hi</p>',
			{
				message: 'Gate returned a web page instead of data: “Hi”.',
				advice: maintained,
				advisesSendersToo: true,
				outcome: 'unknown',
				httpCode: '200',
				cause: LATER,
			},
		],
		[
			'{"a":',
			{
				message: 'The response from Gate was cut off or could not be read: “{"a":”.',
				advice: 'Try again later. If it keeps happening, check the Base URL in the credential.',
				outcome: 'unknown',
				httpCode: '200',
				cause: LATER,
			},
		],
		[
			'['.repeat(300),
			{
				message: 'The response from Gate is nested too deep to be read.',
				advice:
					'Request less at once, for example with Limit or a filter. If this keeps happening, report it to the gateway.',
				outcome: 'unknown',
				httpCode: '200',
			},
		],
	])('%j', (body, failure) => {
		expect(readJsonAnswer(answer(200, body), reader)).toEqual({ ok: false, failure });
	});

	it('is told without an excerpt where that may hold a secret', () => {
		const reading = readJsonAnswer(answer(200, '<p>Hi</p>'), { ...reader, showExcerpt: false });
		expect(reading).toMatchObject({
			failure: { message: 'Gate returned a web page instead of data.' },
		});
	});

	it('is told without the secrets, and with other quotation marks than around it', () => {
		const body = '<p>“secret” and ”more“</p>';
		expect(readJsonAnswer(answer(200, body), { ...reader, secrets: ['secret'] })).toMatchObject({
			failure: { message: 'Gate returned a web page instead of data: “‘•••’ and ’more‘”.' },
		});
	});

	it('may be too large', () => {
		expect(unreadableAsAWhole('Gate', 'too large').message).toBe(
			'The response from Gate is too large to be read.',
		);
	});

	it('may be JSON that says something else', () => {
		expect(notUnderstood(answer(200, '{"a":1}'), reader)).toEqual({
			message: 'Gate returned a response that this node does not understand: “{"a":1}”.',
			advice: `Check the Base URL in the credential. If it is right, please report this response at ${ISSUES}.`,
			advisesSendersToo: true,
			outcome: 'unknown',
			httpCode: '200',
		});
	});
});

describe('HTTP errors', () => {
	const moved =
		'Set the Base URL in the credential to the final address; it should begin with https://.';
	const leadsTo = (status: number) =>
		`The Base URL in the credential leads to another address (HTTP ${status}), and secrets are not sent on to it.`;

	it.each<[number, Partial<Failure>]>([
		[
			429,
			{
				message: 'Gate accepts no more requests at the moment (HTTP 429): “no”.',
				advice: 'Wait a while, then run again, with fewer requests at once.',
				outcome: 'notSent',
				cause: 'rate-limited',
			},
		],
		[
			500,
			{
				message: 'Gate could not handle the request (HTTP 500): “no”.',
				advice: "The problem is on the gateway's side. Try again later.",
				outcome: 'unknown',
				cause: LATER,
			},
		],
		[
			300,
			{
				message: leadsTo(300),
				advice: moved,
				advisesSendersToo: true,
				outcome: 'unknown',
				cause: 'configuration-invalid',
			},
		],
		[
			399,
			{
				message: leadsTo(399),
				advice: moved,
				advisesSendersToo: true,
				outcome: 'unknown',
				cause: 'configuration-invalid',
			},
		],
		[
			401,
			{
				message: 'Gate refused access (HTTP 401): “no”.',
				advice: 'Check the credential.',
				outcome: 'notSent',
				cause: 'credential-invalid',
			},
		],
		[
			403,
			{
				message: 'Gate returned an error (HTTP 403): “no”.',
				advice: 'Check the credential, and what your account is allowed to do.',
				advisesSendersToo: true,
				outcome: 'unknown',
				cause: 'credential-invalid',
			},
		],
		[
			404,
			{
				message: 'Gate returned an error (HTTP 404): “no”.',
				advice: 'Check the Base URL in the credential.',
				advisesSendersToo: true,
				outcome: 'unknown',
				cause: 'configuration-invalid',
			},
		],
		[
			400,
			{
				message: 'Gate returned an error (HTTP 400): “no”.',
				advice: 'Use the message from the gateway to correct the fields of this node.',
				advisesSendersToo: true,
				outcome: 'unknown',
			},
		],
		[
			199,
			{
				message: 'Gate returned an error (HTTP 199): “no”.',
				advice: 'Use the message from the gateway to correct the fields of this node.',
				advisesSendersToo: true,
				outcome: 'unknown',
			},
		],
	])('%i', (statusCode, failure) => {
		expect(readJsonAnswer(answer(statusCode, 'no'), reader)).toEqual({
			ok: false,
			failure: { httpCode: String(statusCode), ...failure },
		});
	});

	it('tell how long to wait', () => {
		const headers = { 'retry-after': '1.5' };
		expect(readJsonAnswer(answer(429, '', headers), reader)).toMatchObject({
			failure: {
				advice: 'Wait 2 seconds, then run again, with fewer requests at once.',
				retryAfterMs: 1_500,
			},
		});
	});

	it.each([
		['{"error":"Not now."}', 'Not now', 'Not now'],
		['{"error":"Not now..."}', 'Not now...', 'Not now..'],
		['HTTP 500 Oh no', undefined, 'Oh no'],
		['500 Oh no', undefined, 'Oh no'],
		['404 Oh no', undefined, '404 Oh no'],
		['Oh 500 no', undefined, 'Oh 500 no'],
		['5000 no', undefined, '5000 no'],
	])('quote %s', (body, sentence, quoted) => {
		const sentenceIn = (json: unknown) =>
			(sentence && (json as { error?: string }).error) || undefined;
		expect(readJsonAnswer(answer(500, body), { ...reader, sentenceIn })).toMatchObject({
			failure: { message: `Gate could not handle the request (HTTP 500): “${quoted}”.` },
		});
	});
});

it.each([
	[301, 'notSent'],
	[302, 'unknown'],
	[303, 'unknown'],
	[307, 'notSent'],
	[308, 'notSent'],
	[400, 'unknown'],
	[401, 'notSent'],
	[403, 'unknown'],
	[429, 'notSent'],
	[500, 'unknown'],
])('HTTP %i means %s', (status, outcome) => {
	expect(outcomeOfStatus(status)).toBe(outcome);
});
