import { expect, it } from '@jest/globals';
import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { exchange } from '../../../nodes/shared/http/exchange.ts';

const SECRET = 'f0e1d2c3b4a5';
const CREDENTIAL = { id: '7', name: 'Mine', type: 'gateApi', data: { key: SECRET } };

/** Makes a request of which this is the response, or what is thrown in its place. */
async function exchanged(
	answer: () => unknown,
	{ request = {}, methods = {} }: { request?: Partial<IHttpRequestOptions>; methods?: object } = {},
) {
	const asked: unknown[] = [];
	// Of what n8n gives a node only what makes a request.
	const context = {
		helpers: {
			async httpRequestWithAuthentication(this: unknown, ...given: unknown[]) {
				asked.push([this === context, ...given]);
				return await Promise.resolve(answer());
			},
		},
		...methods,
	} as unknown as IAllExecuteFunctions;
	const reading = await exchange(context, CREDENTIAL, 'Gate', { url: 'u', ...request }, [SECRET]);
	return { reading, asked };
}

const failing = () => {
	throw new Error(`Domain ${SECRET} not allowed.`);
};
const cutOff = (code: string) => () => {
	throw Object.assign(new Error('x'), { code });
};

it('signs with the credential of the run, asks for the response as it comes, whatever its status, and follows no redirect', async () => {
	const { asked } = await exchanged(() => ({}), { request: { method: 'POST' } });
	expect(asked).toEqual([
		[
			true,
			'gateApi',
			{
				url: 'u',
				method: 'POST',
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{ credentialsDecrypted: CREDENTIAL },
		],
	]);
});

it('hides the secrets in a response', async () => {
	const body = `{"key":"${SECRET}"}`;
	const { reading } = await exchanged(() => ({ statusCode: 500, headers: { a: 'b' }, body }));
	expect(reading).toEqual({
		ok: true,
		value: { statusCode: 500, headers: { a: 'b' }, body: '{"key":"•••"}' },
	});
});

it.each([
	[32 * 1024 * 1024, true],
	[32 * 1024 * 1024 + 1, false],
])('takes a response of %i characters: %j', async (length, isTaken) => {
	const { reading } = await exchanged(() => ({ statusCode: 200, body: ' '.repeat(length) }));
	expect(reading.ok || reading.failure.message).toBe(
		isTaken || 'The response from Gate is too large to be read.',
	);
});

it('hides the secrets in what is thrown', async () => {
	const { reading } = await exchanged(failing);
	expect(reading).toMatchObject({
		ok: false,
		failure: { message: 'Gate was not called: Domain ••• not allowed.' },
	});
});

it.each([
	[{ getExecuteData: () => ({}) }, /Request Options/],
	[{}, /contact the gateway/],
])('advises by what the user has: %p', async (methods, advice) => {
	const { reading } = await exchanged(cutOff('ETIMEDOUT'), { methods });
	expect(reading).toMatchObject({ failure: { advice: expect.stringMatching(advice) } });
});

it.each<[AbortSignal | undefined, RegExp]>([
	[undefined, /execution was stopped/],
	[new AbortController().signal, /execution was stopped/],
	[AbortSignal.abort(), /did not respond in time/],
])('tells a time that is over from a run that is stopped', async (abortSignal, message) => {
	const { reading } = await exchanged(cutOff('ERR_CANCELED'), { request: { abortSignal } });
	expect(reading).toMatchObject({ failure: { message: expect.stringMatching(message) } });
});
