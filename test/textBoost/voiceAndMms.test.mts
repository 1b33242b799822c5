import { describe, expect, it } from '@jest/globals';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { bodyOf, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const sends = () => setup.sandbox.requests.to('/sms/send');
const lastStored = () => setup.sandbox.textBoost.messages.at(-1);
const sms = { to: '+31612345678', from: 'YourName', message: 'Hello' };

function optionsOf(name: string): string[] {
	const { nodeTypes } = setup.engine.package;
	const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
	const options = description.properties.find((property) => property.name === name)?.options ?? [];
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

describe('Send Voice', () => {
	it('offers the 34 languages and two voices of the document, each of which is accepted', async () => {
		const languages = optionsOf('language');
		expect(languages).toHaveLength(34);
		expect(optionsOf('gender')).toEqual(['female', 'male']);
		const result = await run(
			'sms',
			'sendVoice',
			{ ...sms, language: '={{ $json.language }}', gender: '={{ $json.gender }}' },
			{
				items: languages.flatMap((language) => [
					{ language, gender: 'female' },
					{ language, gender: 'male' },
				]),
			},
		);
		expect(result.error).toBeUndefined();
		expect(result.json).toHaveLength(68);
	});

	it('sends what the document wants, and reads in English by default', async () => {
		const result = await run('sms', 'sendVoice', sms);
		expect(bodyOf(sends()[0])).toEqual({
			recipient: '31612345678',
			sender_id: 'YourName',
			type: 'voice',
			language: 'en-gb',
			gender: 'female',
			message: 'Hello',
		});
		expect(lastStored()).toMatchObject({ type: 'voice', language: 'en-gb', gender: 'female' });
		expect(result.json).toMatchObject([{ id: lastStored()?.uid, to: '+31612345678' }]);
	});
});

describe('Send MMS', () => {
	const mms = { to: '+31612345678', from: 'YourName', mediaUrl: 'https://example.com/a.png' };

	it('sends picture and text, and shows the picture in the output', async () => {
		const result = await run('sms', 'sendMms', { ...mms, message: 'Look' });
		const picture = { url: 'https://example.com/a.png', name: null, type: null };
		expect(bodyOf(sends()[0])).toEqual({
			recipient: '31612345678',
			sender_id: 'YourName',
			type: 'mms',
			message: 'Look',
			media_url: 'https://example.com/a.png',
		});
		expect(result.json).toMatchObject([
			{ id: lastStored()?.uid, text: 'Look', attachments: [picture] },
		]);
	});

	it.each(['={{ "" }}', '={{ null }}', '={{ undefined }}'])(
		'needs a text, which all hosts want: %j',
		async (message) => {
			const { error } = await run('sms', 'sendMms', { ...mms, message });
			expect(error?.message).toBe('Message is empty. The SMS was not sent. [item 0]');
			expect(sends()).toEqual([]);
		},
	);

	it.each(TEXTBOOST_VERSIONS)('goes out on version %s', async (version) => {
		setup.sandbox.textBoost.settings.version = version;
		await run('sms', 'sendMms', { ...mms, message: 'Look' });
		expect(lastStored()).toMatchObject({ type: 'mms', text: 'Look' });
	});
});

describe.each(TEXTBOOST_VERSIONS)('Send At on version %s', (version) => {
	it.each([
		['sendVoice', 'voice', { language: 'fr-fr', gender: 'male' }],
		['sendMms', 'mms', { mediaUrl: 'https://example.com/a.png' }],
	])('of %s is kept', async (operation, type, fields) => {
		const { textBoost, requests } = setup.sandbox;
		textBoost.settings.version = version;
		const before = textBoost.scheduled.length;
		const additionalFields = { sendAt: '2090-01-01T10:00:00Z' };
		const result = await run('sms', operation, { ...sms, ...fields, additionalFields });
		expect(result.json).toMatchObject([
			{ id: null, status: 'queued', sendAt: '2090-01-01T10:00:00Z' },
		]);
		expect(bodyOf(sends()[0])).toMatchObject({
			recipient: '31612345678,',
			schedule_time: '2090-01-01 15:30',
		});
		expect(textBoost.scheduled.slice(before)).toMatchObject([
			{ dueAt: new Date('2090-01-01T10:00:00Z'), number: '31612345678' },
		]);
		expect(textBoost.handedOver).toEqual([]);
		// On purpose: a single number as the vendor documents it goes out at once from 3.8.0 on (fact sheet 16.3).
		expect(requests.undocumented).toEqual([
			`POST /textboost/api/v3/sms/send: Several recipients are not documented for type ${type}`,
		]);
		requests.clear();
	});
});

it.each([
	['sendVoice', {}],
	['sendMms', { mediaUrl: 'https://example.com/a.png' }],
])('%s has one number in each request', async (operation, fields) => {
	const result = await run('sms', operation, {
		...sms,
		...fields,
		to: '+31600000001,+31600000002',
	});
	expect(result.error).toBeUndefined();
	expect(sends().map((request) => bodyOf(request).recipient)).toEqual([
		'31600000001',
		'31600000002',
	]);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
});
