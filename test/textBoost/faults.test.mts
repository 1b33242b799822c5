import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { isSince, TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { answer } from '../contract/answer.mts';
import { plainText } from '../engine/plainText.mts';
import { byId, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const refused = (message: string) => ({ status: 'error', message });
/** The sentence and the advice about an address that is not there, under the sandbox's own Base URL. */
const COPY_AGAIN =
	'Copy the Base URL in the credential again from the Developers page of your host.';

const READS: Array<[string, string, INodeParameters]> = [
	['sms', 'get', { messageId: 'a1' }],
	['sms', 'getAll', {}],
	['contact', 'get', { groupId: byId('a1'), contactId: byId('b2') }],
	['contact', 'delete', { groupId: byId('a1'), contactId: byId('b2') }],
	['group', 'update', { groupId: byId('a1'), name: 'x' }],
	['group', 'delete', { groupId: byId('a1') }],
	['group', 'getAll', {}],
	['account', 'getBalance', {}],
	['account', 'getProfile', {}],
];

/** Those that the vendor documents with GET. */
const READS_BY_GET = READS.filter(([resource, operation]) =>
	['sms get', 'sms getAll', 'group getAll', 'account getBalance', 'account getProfile'].includes(
		`${resource} ${operation}`,
	),
);

const CREATES: Array<[string, string, INodeParameters]> = [
	['contact', 'create', { groupId: byId('a1'), phone: '+31612345678' }],
	['group', 'create', { name: 'x' }],
];

describe('an address where the host has nothing', () => {
	it.each(TEXTBOOST_VERSIONS)(
		'is told on version %s, and nothing is called sent',
		async (version) => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, { version, prefixes: ['http'] });
			for (const [resource, operation, parameters] of [...READS, ...CREATES]) {
				const { error } = await run(resource, operation, parameters);
				// Version 3.1.0 says so without a word (recorded: "unknown route").
				const isTold = version !== '3.1.0';
				expect(error?.message).toMatch(
					isTold
						? /^TextBoost has nothing at this address: “The route .+ could not be found”\./
						: /^TextBoost returned an error without an explanation\./,
				);
				if (!CREATES.some(([, name]) => name === operation) || isTold) {
					expect(error?.description).toContain(COPY_AGAIN);
				}
			}
			const sent = await run('sms', 'send', smsFromItem, {
				items: [{ phone: '+33612345678', text: 'x' }],
				settings: { onError: 'continueRegularOutput' },
			});
			expect(sent.json[0]?.outcome).toBe(version === '3.1.0' ? 'unknown' : 'notSent');
		},
	);

	it.each([
		['/api', '/api/v3'],
		['/api/v4', '/api/v4/api/v3'],
	])('is told with the Base URL to try in place of %s', async (path, expected) => {
		const { origin } = setup.sandbox;
		const credential = { baseUrl: `${origin}/textboost${path}` };
		const { error } = await run('account', 'getBalance', {}, { credential });
		expect(error?.message).toMatch(/^TextBoost has nothing at this address: /);
		expect(error?.description).toContain(
			`The Base URL in the credential may have to be ${origin}/textboost${expected}.`,
		);
	});
});

describe('a send with a wrong Base URL is told the one to try', () => {
	const sendTo = async (path: string) =>
		await run('sms', 'send', smsFromItem, {
			items: [{ phone: '+33612345678', text: 'x' }],
			credential: { baseUrl: `${setup.sandbox.origin}/textboost${path}` },
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
	const adviceFor = (path: string) =>
		`The Base URL in the credential may have to be ${setup.sandbox.origin}/textboost${path}.`;

	it.each(
		TEXTBOOST_VERSIONS.flatMap((version) =>
			['/api', '/api/v4', ...(isSince(version, '3.9') ? [] : ['/api/http'])].map((path) => ({
				version,
				path,
			})),
		),
	)('$path on version $version', async ({ version, path }) => {
		setup.sandbox.textBoost.settings.version = version;
		const { error } = await sendTo(path);
		expect(error?.description).toContain(
			adviceFor(path === '/api/v4' ? '/api/v4/api/v3' : '/api/v3'),
		);
		// Version 3.1.0 says the same of whatever fails, and 3.8.0 under /api/http what it also says after a send.
		const isClear = version !== '3.1.0' && path !== '/api/http';
		expect(error?.message).toMatch(isClear ? /The SMS was not sent/ : /may still have been sent/);
		expect(setup.sandbox.requests.to('/sms/send')).toHaveLength(isClear ? 3 : 1);
		expect(setup.sandbox.textBoost.handedOver).toEqual([]);
	});

	it.each([
		['a page', answer(200, '<html>Welcome</html>')],
		['no page', answer(404, '<html>Not Found</html>')],
		['a page that takes no POST', answer(405, '<html>Not Allowed</html>')],
		[
			'a method that is not there',
			answer(
				200,
				refused(
					'The POST method is not supported for route sms/send. Supported methods: GET, HEAD.',
				),
			),
		],
	])('where a website has %s', async (_, fault) => {
		setup.sandbox.faults.add({ path: '/sms/send', when: 'before', times: Infinity, fault });
		const { error } = await sendTo('');
		expect(error?.description).toContain(adviceFor('/api/v3'));
	});

	it('where a website leads to its log-in', async () => {
		const fault = answer(302, '', { location: '/login' });
		setup.sandbox.faults.add({ path: '/sms/send', when: 'before', fault });
		const { error } = await sendTo('');
		expect(error?.message).toMatch(/^The Base URL in the credential leads to another address/);
		expect(error?.description).toMatch(/Set the Base URL in the credential to the final address/);
	});
});

describe('under /api/http', () => {
	const underHttp = () => ({ credential: { baseUrl: setup.sandbox.textBoost.httpBaseUrl } });

	it.each(['3.9', '3.13.0'] as const)(
		'what writes works on version %s, with the token in its body',
		async (version) => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, { version, tokenlessUser: true, contactListFails: false });
			const group = await run('group', 'create', { name: 'A' }, underHttp());
			const groupId = byId(plainText(group.json[0]?.id));
			const contact = await run(
				'contact',
				'create',
				{ groupId, phone: '+31612345678' },
				underHttp(),
			);
			const contactId = byId(plainText(contact.json[0]?.id));
			const calls: Array<[string, string, INodeParameters]> = [
				['group', 'get', { groupId }],
				['group', 'update', { groupId, name: 'B' }],
				['contact', 'upsert', { groupId, phone: '+31612345678' }],
				['contact', 'getAll', { groupId }],
				['contact', 'get', { groupId, contactId }],
				['sms', 'send', { to: '+31612345678', from: 'X', message: 'x' }],
				['campaign', 'create', { groupId, from: 'X', message: 'x' }],
				['contact', 'delete', { groupId, contactId }],
				['group', 'delete', { groupId }],
			];
			for (const [resource, operation, parameters] of calls) {
				const result = await run(resource, operation, parameters, underHttp());
				expect([operation, result.error, result.items.length]).toEqual([operation, undefined, 1]);
			}
			expect(textBoost.groups).toEqual([]);
			expect(textBoost.campaigns).toMatchObject([{ owner: 'own' }]);
			for (const request of setup.sandbox.requests.all) {
				expect(request.url).not.toContain('sandboxSecret');
				expect(request.rawBody).toContain('"api_token":"7|sandboxSecret');
			}
		},
	);

	it('what reads by GET is refused before any request, because it may show another account', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.tokenlessUser = true;
		expect(READS_BY_GET).toHaveLength(5);
		for (const [resource, operation, parameters] of READS_BY_GET) {
			const { error } = await run(resource, operation, parameters, underHttp());
			expect([operation, error]).toEqual([
				operation,
				{
					message: expect.stringMatching(
						/^With a Base URL that ends in \/api\/http, n8n cannot read/,
					),
					description: `Set the Base URL in the credential to ${textBoost.baseUrl}.`,
				},
			]);
		}
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('a read by POST is not tried by GET', async () => {
		Object.assign(setup.sandbox.textBoost.settings, { tokenlessUser: true, listMethod: 'GET' });
		const { error } = await run('group', 'get', { groupId: byId('a1') }, underHttp());
		expect(error?.message).toMatch(/^With a Base URL that ends in \/api\/http/);
		expect(setup.sandbox.requests.all.map(({ method }) => method)).toEqual(['POST']);
	});

	it('Send At takes the zone of the credential, and is refused without one', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.version = '3.13.0';
		const additionalFields = { sendAt: '2090-01-01T10:00:00Z' };
		const sms = { to: '+31612345678', from: 'X', message: 'x', additionalFields };
		const { credential } = underHttp();
		const refused = await run('sms', 'send', sms, { credential });
		expect(refused.error?.message).toMatch(
			/^The time zone of your account.+ was not sent\. \[item 0\]$/,
		);
		expect(refused.error?.description).toMatch(/fill in Time Zone in the credential/);
		expect(setup.sandbox.requests.all).toEqual([]);
		const zoned = { ...credential, timezone: 'Asia/Tokyo' };
		const result = await run('sms', 'send', sms, { credential: zoned });
		expect(result.json).toMatchObject([{ status: 'queued' }]);
		expect(setup.sandbox.requests.all[0]?.rawBody).toContain('"2090-01-01 19:00"');
	});
});

it('says so where HTTP 429 comes without a waiting time', async () => {
	const body = '{"message":"Too Many Attempts."}';
	setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: answer(429, body) });
	const { error } = await run('account', 'getBalance');
	expect(error?.message).toBe(
		'TextBoost accepts no more requests at the moment (HTTP 429): “Too Many Attempts”. [item 0]',
	);
});
