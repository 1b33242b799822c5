import { describe, expect, it } from '@jest/globals';
import { encodeForm } from '../../../nodes/shared/http/form.ts';
import { isOfPhp } from '../../../nodes/shared/http/phpMessages.ts';
import { readRequestOptions } from '../../../nodes/shared/http/requestOptions.ts';
import type { AnyRequest } from '../../../nodes/shared/http/signForm.ts';
import { addressOf, signForm } from '../../../nodes/shared/http/signForm.ts';
import { ANY_NODE } from '../anyNode.mts';

it('leaves out of a form what is undefined', () => {
	const form = encodeForm({ a: '1', b: undefined, c: '', d: 'é &' });
	expect(form.toString()).toBe('a=1&c=&d=%C3%A9+%26');
});

describe('Request Options', () => {
	const timeout = 300_000;
	const batch = (batchSize: unknown, batchInterval: unknown) => ({
		batching: { batch: { batchSize, batchInterval } },
	});

	it.each<[unknown, object]>([
		[undefined, { http: { timeout } }],
		[{}, { http: { timeout } }],
		[{ timeout: 5 }, { http: { timeout: 5 } }],
		[{ timeout: '5' }, { http: { timeout: 5 } }],
		[{ timeout: 0 }, { http: { timeout } }],
		[{ timeout: -1 }, { http: { timeout } }],
		[{ allowUnauthorizedCerts: true }, { http: { timeout, skipSslCertificateValidation: true } }],
		[{ allowUnauthorizedCerts: 'yes' }, { http: { timeout } }],
		[{ proxy: '' }, { http: { timeout } }],
		[{ proxy: 7 }, { http: { timeout } }],
		[{ batching: 'x' }, { http: { timeout } }],
		[{ batching: { batch: 'x' } }, { http: { timeout } }],
		[batch(3, 1_000), { http: { timeout }, batching: { size: 3, intervalMs: 1_000 } }],
		[batch(3.9, 1), { http: { timeout }, batching: { size: 3, intervalMs: 1 } }],
		[batch(1, 1_000), { http: { timeout }, batching: { size: 1, intervalMs: 1_000 } }],
		[batch(0, 1_000), { http: { timeout }, batching: { size: 1, intervalMs: 1_000 } }],
		[batch('x', 1_000), { http: { timeout }, batching: { size: 1, intervalMs: 1_000 } }],
		[batch(-1, 1_000), { http: { timeout } }],
		[batch(3, 0), { http: { timeout } }],
	])('%j', (value, options) => {
		expect(readRequestOptions(ANY_NODE, value)).toEqual(options);
	});

	it.each<[string, object]>([
		['http://proxy:3128', { host: 'proxy', port: 3128, protocol: 'http' }],
		['http://proxy', { host: 'proxy', port: 80, protocol: 'http' }],
		['https://proxy', { host: 'proxy', port: 443, protocol: 'https' }],
		[
			'http://me%40home:a%2Fb@proxy:1',
			{ host: 'proxy', port: 1, protocol: 'http', auth: { username: 'me@home', password: 'a/b' } },
		],
		[
			'http://me@proxy:1',
			{ host: 'proxy', port: 1, protocol: 'http', auth: { username: 'me', password: '' } },
		],
	])('reads the proxy %s', (proxy, expected) => {
		expect(readRequestOptions(ANY_NODE, { proxy }).http.proxy).toEqual(expected);
	});

	it.each([
		['proxy', 'proxy'],
		['mailto:', 'mailto:'],
		['me:secret@\nproxy', '\nproxy'],
		['http://me:%zz@proxy', 'proxy'],
		['http://%2:a@proxy', 'proxy'],
		['http://%ff:a@proxy', 'proxy'],
	])('refuses the proxy %j', (proxy, shown) => {
		const read = () => readRequestOptions(ANY_NODE, { proxy });
		expect(read).toThrow(`Proxy under Request Options is “${shown}”, which is not an address.`);
		expect(read).toThrow(
			expect.objectContaining({
				description: 'Enter an address such as http://proxy.example.com:3128.',
			}),
		);
	});
});

describe('a form that is signed', () => {
	const sign = (form: URLSearchParams) => {
		form.set('key', 's');
		return form;
	};
	const signed = (request: AnyRequest): AnyRequest => signForm(request, sign);
	const writtenBody = ({ body }: AnyRequest) =>
		body instanceof URLSearchParams ? body.toString() : body;

	it.each<[string, unknown, string]>([
		[
			'an object',
			{ a: 1, b: true, c: 'x', d: { e: 1 }, f: [1] },
			'a=1&b=true&c=x&d=%7B%22e%22%3A1%7D&f=%5B1%5D&key=s',
		],
		['an object with nothing in it', { a: undefined, b: null }, 'key=s'],
		['a text', 'a=1&a=2', 'a=1&a=2&key=s'],
		['a form', new URLSearchParams('a=1'), 'a=1&key=s'],
		['nothing', undefined, 'key=s'],
		['a list', ['a'], 'key=s'],
	])('has %s as its body', (_what, body, expected) => {
		const request = signed({ url: 'u', method: 'POST', body: body as AnyRequest['body'] });
		expect(writtenBody(request)).toBe(expected);
		expect(request).toMatchObject({ url: 'u', method: 'POST' });
		expect(request).not.toHaveProperty('form');
	});

	it.each<[string, Partial<AnyRequest>, object]>([
		['a body', { uri: 'u', body: { a: 1 } }, { a: '1', key: 's' }],
		['a form', { uri: 'u', form: { a: 1 } }, { a: '1', key: 's' }],
		['a form without the older address', { form: { a: 1 } }, { a: '1', key: 's' }],
		['a form and a body', { uri: 'u', form: { a: 1 }, body: { b: 1 } }, { a: '1', key: 's' }],
		['a name twice', { uri: 'u', body: 'a=1&a=2' }, { a: '2', key: 's' }],
	])('is in the older style with %s', (_what, parts, form) => {
		const request = signed({ url: 'u', method: 'POST', ...parts });
		expect(request.form).toEqual(form);
		expect(request).not.toHaveProperty('body');
	});

	it.each<[string, Partial<AnyRequest>]>([
		['a GET', { method: 'GET', body: { a: 1 } }],
		['a get in small letters', { method: 'get' as 'GET', body: { a: 1 } }],
		['a multipart body', { method: 'POST', formData: { a: 1 } }],
	])('is none in %s', (_what, parts) => {
		const request = { url: 'u', ...parts };
		expect(signed(request)).toBe(request);
	});

	it('may have no method', () => {
		expect(writtenBody(signed({ url: 'u', body: { a: 1 } }))).toBe('a=1&key=s');
	});

	it.each([
		[{ url: 'a', uri: 'b' }, 'b'],
		[{ url: 'a' }, 'a'],
	])('goes to %j', (request, address) => {
		expect(addressOf(request)).toBe(address);
	});
});

it.each([
	['', true],
	[' \n', true],
	['Warning: Undefined index in /a.php on line 3', true],
	[' PHP Notice: x in a on line 12 ', true],
	['<br />\n<b>Fatal error</b>: x in <b>a</b> on line <b>3</b><br />', true],
	['Deprecated: x on line 123456789', true],
	['Deprecated: x on line 1234567890', false],
	['Oh Warning: x on line 3', false],
	['Warning: x on line 3 of 4', false],
	['Warning: x', false],
	['x on line 3', false],
	['Warning: <html> on line 3', false],
	['Warning: <BODY class="a"> on line 3', false],
	['Warning: <bodyguard> on line 3', true],
])('is a message of PHP: %j is %j', (text, expected) => {
	expect(isOfPhp(text)).toBe(expected);
});
