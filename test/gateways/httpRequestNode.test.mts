import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Credential, GatewayName } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { setUpEngine } from '../engine/nodeTest.mts';

const setup = setUpEngine();

const TEXT = 'Größe & Preis: 100% = 5 € + "Gruß"';
const FORM = 'application/x-www-form-urlencoded';

/** Where the node puts the fields, by the kind of body that the user chooses. */
const bodies = {
	'Form Urlencoded': (form) => ({ form }),
	'Form Urlencoded with a header that says so': (form) => ({
		form,
		headers: { 'content-type': FORM },
	}),
	JSON: (body) => ({ body }),
	'JSON with a header that says so': (body) => ({
		body,
		headers: { 'content-type': 'application/json' },
	}),
	'Raw, with the type of a form': (fields) => ({
		body: new URLSearchParams(fields).toString(),
		headers: { 'content-type': FORM },
	}),
} satisfies Record<string, (fields: Record<string, string>) => IDataObject>;

const allKinds = Object.keys(bodies) as Array<keyof typeof bodies>;
const jsonKinds = allKinds.filter((kind) => kind.startsWith('JSON'));

/** The kinds of body with which a gateway can be called: the credential makes a form of JSON, not JSON of a form. */
const kindsOf: Record<GatewayName, typeof allKinds> = {
	smsGateway24: allKinds,
	bestSmsGateway: allKinds,
	smstools: jsonKinds,
	textBoost: jsonKinds,
};

/** Has the request signed and sent, both with the response format Autodetect and with JSON. */
async function send({ type, data }: Credential, request: IDataObject): Promise<void> {
	for (const format of [{ json: false, encoding: null }, { json: true }]) {
		// All requests below have an object there, or nothing.
		const own = request.headers as IDataObject | undefined;
		const headers = { accept: 'application/json', ...own };
		const all = { method: 'POST', ...format, ...request, headers };
		const result = await setup.engine.run({
			type: 'n8n-nodes-base.httpRequest',
			parameters: { credentialType: type, request: JSON.stringify(all) },
			credentials: { [type]: data },
		});
		expect(result.error).toBeUndefined();
	}
}

describe.each(Object.values(GATEWAYS))(
	"the credential of $title signs a request of n8n's HTTP Request node",
	(gateway) => {
		const { constants, encoding, numberField, path, textField } = gateway.singleSms;

		it.each(kindsOf[gateway.name])('whose body is %s', async (kind) => {
			const credential = gateway.credential(setup.sandbox);
			const accepted = gateway.countAccepted(setup.sandbox);
			const fields = { ...constants, [numberField]: digitsOf(gateway.phone(1)), [textField]: TEXT };
			await send(credential, {
				uri: `${String(credential.data.baseUrl)}${path}`,
				...bodies[kind](fields),
			});

			expect(gateway.countAccepted(setup.sandbox)).toBe(accepted + 2);
			for (const { url, form, rawBody } of setup.sandbox.requests.all) {
				expect(encoding === 'form' ? form : JSON.parse(rawBody)).toMatchObject(fields);
				expect(url).not.toContain('?');
			}
		});

		it('that has no body, and puts nothing into its URL', async () => {
			const credential = gateway.credential(setup.sandbox);
			const uri = `${String(credential.data.baseUrl)}${path}`;
			// Whatever the gateway answers.
			await send(credential, { method: 'GET', uri, qs: { x: '1' }, simple: false });
			const urls = setup.sandbox.requests.all.map(({ url }) => url);
			expect(urls).toEqual(Array(2).fill(expect.stringMatching(/^[^?]+\?x=1$/)));
			expect(setup.sandbox.requests.all.map(({ rawBody }) => rawBody)).toEqual(['', '']);
			// No document shows the parameter, on purpose.
			setup.sandbox.requests.clear();
		});
	},
);

describe("the credential of SmsGateway24 signs a request of n8n's HTTP Request node", () => {
	const { credential } = GATEWAYS.smsGateway24;
	const sms = { sendto: '+4915752000001', body: TEXT, device_id: String(PIXEL_7.id) };
	const emailAndPassword = {
		authentication: 'emailPassword',
		email: START_ACCOUNT.email,
		password: START_ACCOUNT.password,
	};

	it.each([
		['smstosend, with email and password', '/smstosend', { form: { ...sms, sim: '0' } }],
		['smstosend, in JSON', '/smstosend', { body: { ...sms, sim: 0 } }],
		[
			'addalotofsms, in a form',
			'/addalotofsms',
			{ form: { datajson: JSON.stringify({ smsdata: [{ ...sms, sim: 0 }] }) } },
		],
		[
			'addalotofsms, in JSON',
			'/addalotofsms',
			{ body: { datajson: { smsdata: [{ ...sms, sim: 0 }] } } },
		],
	])('to %s', async (_, path, body) => {
		const { type, name, data } = credential(setup.sandbox);
		const changes = path === '/smstosend' ? emailAndPassword : {};
		const { messages } = setup.sandbox.smsGateway24;
		await send(
			{ type, name, data: { ...data, ...changes } },
			{ uri: `${String(data.baseUrl)}${path}`, ...body },
		);
		const added = setup.sandbox.smsGateway24.messages.slice(messages.length);
		expect(added).toMatchObject([{ body: TEXT }, { body: TEXT }]);
	});
});

it.each(
	[...jsonKinds, 'Form Urlencoded' as const].flatMap((kind) =>
		(['httpBaseUrl', 'baseUrl'] as const).map((ofCredential) => [kind, ofCredential] as const),
	),
)(
	"the credential of TextBoost signs a request of n8n's HTTP Request node under /api/http whose body is %s, with the %s",
	async (kind, ofCredential) => {
		const { credential, singleSms, phone } = GATEWAYS.textBoost;
		const { type, name, data } = credential(setup.sandbox);
		const baseUrl = setup.sandbox.textBoost.httpBaseUrl;
		// Earlier versions send nothing under this prefix.
		setup.sandbox.textBoost.settings.version = '3.9';
		const { messages } = setup.sandbox.textBoost;
		const fields = { ...singleSms.constants, recipient: phone(1), message: TEXT };
		const uri = `${baseUrl}/sms/send`;
		const signing = { ...data, baseUrl: setup.sandbox.textBoost[ofCredential] };
		await send({ type, name, data: signing }, { uri, ...bodies[kind](fields) });
		const added = setup.sandbox.textBoost.messages.slice(messages.length);
		setup.sandbox.textBoost.resetSettings();
		expect(added).toMatchObject([{ text: TEXT }, { text: TEXT }]);
	},
);

it.each([GATEWAYS.smsGateway24, GATEWAYS.bestSmsGateway])(
	'the credential of $title leaves the fields of a multipart body as they are',
	async (gateway) => {
		const { type, data } = gateway.credential(setup.sandbox);
		const { authenticate } = setup.engine.package.credentialType(type);
		if (typeof authenticate !== 'function') throw new Error('authenticate is a function');
		const request = { url: '', uri: '/addsms', formData: { sendto: '1' } };
		expect(await authenticate(data, request)).toEqual(request);
	},
);
