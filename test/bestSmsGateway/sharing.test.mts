import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../engine/plainText.mts';
import { manyItems, NO_CREDIT, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run, requestsFor, stored, handedOver } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;

/** The texts of each request. */
const textsSent = (): string[][] =>
	requestsFor('send_sms').map(({ recipients = '', message = '', contacts }) =>
		contacts === undefined
			? recipients.split(',').map(() => message)
			: // The node writes an array of objects.
				(JSON.parse(contacts) as IDataObject[]).map((contact) =>
					plainText(contact.override_message),
				),
	);

/** How many SMS were asked for with each request. */
const sizes = () => textsSent().map(({ length }) => length);

/** Items to numbers of their own, with these texts. */
const itemsWith = (...texts: string[]) =>
	manyItems(texts.length).map((item, i) => ({ ...item, text: texts[i] ?? '' }));

/** Lets the gateway put a request with this many recipients on hold. */
async function withLeastHeld(least: number, action: () => Promise<void>) {
	const { settings } = gateway();
	const before = settings.leastHeldRecipients;
	settings.leastHeldRecipients = least;
	try {
		await action();
	} finally {
		settings.leastHeldRecipients = before;
	}
}

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Expects that each item got one SMS, and comes out with the ID that the gateway gave to it. */
function expectOneEach(items: IDataObject[], result: { json: IDataObject[] }) {
	const byNumber = new Map(stored().map((sms) => [`+${sms.recipient}`, sms]));
	expect(result.json.map(({ id, to, text }) => ({ id, phone: to, text }))).toEqual(
		items.map(({ phone, text }) => ({
			id: String(byNumber.get(plainText(phone))?.id),
			phone,
			text,
		})),
	);
	expect(handedOver()).toHaveLength(items.length);
}

describe('Send', () => {
	it('makes requests of 49, reads each back in one request, and gives every SMS its ID', async () => {
		const items = manyItems(120);
		const result = await run('sms', 'send', smsFromItem, { items });
		expect(result.error).toBeUndefined();
		expect(sizes()).toEqual([49, 49, 22]);
		expect(requestsFor('fetch_sms').map(({ p, perpage }) => [p, perpage])).toEqual(
			Array.from({ length: 3 }, () => ['1', '300']),
		);
		expectOneEach(items, result);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('makes requests of 300 for an item with more numbers, which share none with others', async () => {
		const to = manyItems(350).map(({ phone }) => phone);
		const items = [
			{ phone: to, text: 'Many' },
			{ phone: '+2349000000001', text: 'One' },
			{ phone: '+2349000000002', text: 'Two' },
		];
		const result = await run('sms', 'send', smsFromItem, { items });
		expect(result.json).toHaveLength(352);
		expect(textsSent().map((texts) => [texts.length, ...new Set(texts)])).toEqual([
			[300, 'Many'],
			[50, 'Many'],
			[2, 'One', 'Two'],
		]);
	});

	it.each([
		[1, [1, 1, 1]],
		[2, [2, 1]],
	])('makes requests of %i with Batching', async (batchSize, expected) => {
		const items = manyItems(3);
		const requestOptions = { batching: { batch: { batchSize, batchInterval: 1 } } };
		const result = await run('sms', 'send', { ...smsFromItem, requestOptions }, { items });
		expect(sizes()).toEqual(expected);
		expect(new Set(stored().map(({ batchId }) => batchId)).size).toBe(expected.length);
		expectOneEach(items, result);
	});

	it('tells items with several numbers apart that meet in a request', async () => {
		const items = [
			{ phones: '+2348000000001,+2348000000002', text: 'First' },
			{ phones: ['+2348000000003', '+2348000000001'], text: 'Second' },
			{ phones: '+2348000000001,+2348000000003', text: 'Third' },
		];
		const parameters = { ...smsFromItem, to: '={{ $json.phones }}' };
		const result = await run('sms', 'send', parameters, { items });
		// A number never twice in a request.
		expect(textsSent()).toEqual([['First', 'First', 'Second'], ['Second', 'Third'], ['Third']]);
		const sent = stored();
		expect(new Set(sent.map(({ batchId }) => batchId)).size).toBe(3);
		const idOf = (text: string, number: string) =>
			String(sent.find((sms) => sms.text === text && sms.recipient === number)?.id);
		expect(
			result.items.map(({ json, pairedItem }) => [json.text, json.to, json.id, pairedItem]),
		).toEqual(
			[
				['First', '2348000000001', 0],
				['First', '2348000000002', 0],
				['Second', '2348000000003', 1],
				['Second', '2348000000001', 1],
				['Third', '2348000000001', 2],
				['Third', '2348000000003', 2],
			].map(([text, number, item]) => [
				text,
				`+${number}`,
				idOf(String(text), String(number)),
				{ item },
			]),
		);
	});
});

describe.each(['send', 'sendMany'])('%s: who may share a request', (operation) => {
	it('leaves a text with a placeholder as it would be alone', async () => {
		const items = itemsWith(
			'Dear [FirstName]',
			'One',
			'Dear [FirstName]',
			'[LASTNAME]',
			'Two [text]',
		);
		const result = await run('sms', operation, smsFromItem, { items });
		expect(textsSent()).toEqual([
			['Dear [FirstName]', 'Dear [FirstName]'],
			['One', 'Two [text]'],
			['[LASTNAME]'],
		]);
		expectOneEach(items, result);
		const byId = new Map(stored().map(({ id, text }) => [String(id), text]));
		expect(result.json.map(({ id }) => byId.get(plainText(id)))).toEqual(
			items.map(({ text }) => text),
		);
	});

	it('shares requests for texts with other placeholders, which are filled in alike', async () => {
		const items = itemsWith('A [phone]', 'B [group_name]', 'C');
		const additionalFields = { whenTextChanges: 'send' };
		const result = await run('sms', operation, { ...smsFromItem, additionalFields }, { items });
		expect(sizes()).toEqual([3]);
		const texts = ['A 2348000000000', 'B default', 'C'];
		expect(stored().map(({ text }) => text)).toEqual(texts);
		expectOneEach(
			items.map((item, i) => ({ ...item, text: texts[i] })),
			result,
		);
	});

	it('gives a local number and one with a country code, which may be the same, an SMS each', async () => {
		const items = [
			{ phone: '08000000001', text: 'One' },
			{ phone: '+2348000000001', text: 'Two' },
			{ phone: '08000000002', text: 'Three' },
			{ phone: '+2348000000003', text: 'Four' },
		];
		const result = await run('sms', operation, smsFromItem, { items });
		expect(textsSent()).toEqual([
			['One', 'Three'],
			['Two', 'Four'],
		]);
		const idOf = (wanted: string) => String(stored().find(({ text }) => text === wanted)?.id);
		expect(result.json.map(({ id }) => id)).toEqual(['One', 'Two', 'Three', 'Four'].map(idOf));
	});

	it('keeps an item with local and other numbers apart, for its local ones may be those of others', async () => {
		const items = [
			{ phone: '08000000001', text: 'One' },
			{ phone: '+2348000000001,08000000002', text: 'Two' },
			{ phone: '+2348000000002,08000000001', text: 'Three' },
		];
		const result = await run('sms', operation, smsFromItem, { items });
		expect(textsSent()).toEqual([['One'], ['Two', 'Two'], ['Three', 'Three']]);
		expect(result.json.map(({ status }) => status)).toEqual(
			Array.from({ length: 5 }, () => 'sent'),
		);
		expect(handedOver()).toHaveLength(5);
	});

	it('saves the numbers of different texts, with references too', async () => {
		const items = itemsWith('One', 'Two', 'One', 'One').map(
			(item, i): IDataObject => ({
				...item,
				ref: i === 3 ? 'R' : '',
			}),
		);
		const additionalFields = { saveAs: 'Customers', reference: '={{ $json.ref }}' };
		const result = await run('sms', operation, { ...smsFromItem, additionalFields }, { items });
		expect(result.error).toBeUndefined();
		expect(textsSent()).toEqual([['One', 'One'], ['Two'], ['One']]);
		expectOneEach(items, result);
		expect(
			gateway()
				.contacts.filter(({ accountId }) => accountId === setup.accountId)
				.map(({ phone, group }) => [`+${phone}`, group])
				.sort(),
		).toEqual(items.map(({ phone }) => [phone, 'Customers']));
	});
});

it('sends a reference along, and leaves the placeholder beside it as it is', async () => {
	const items = itemsWith('Dear [firstname]', 'Dear [firstname]');
	const parameters = { ...smsFromItem, additionalFields: { reference: 'R' } };
	await run('sms', 'send', parameters, { items });
	expect(stored().map(({ text, extraData }) => [text, extraData])).toEqual([
		['Dear [firstname]', 'R'],
		['Dear [firstname]', 'R'],
	]);
});

describe('a number that the gateway leaves out', () => {
	const items = manyItems(20);
	const number = '2348000000007';

	it('is the only one that Retry On Fail asks for again', async () => {
		gateway().dropNumber(number, 2);
		const result = await run('sms', 'send', smsFromItem, { items, settings: retry });
		expect(result.status).toBe('success');
		expect(sizes()).toEqual([20, 1, 1]);
		expectOneEach(items, result);
		expect(new Set(handedOver().map(({ recipient }) => recipient)).size).toBe(20);
	});

	it.each([true, false])('fails its own item only (IDs asked for: %s)', async (fetchIds) => {
		gateway().dropNumber(number);
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, additionalFields: { fetchIds } },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.json.map(({ to }) => to)).toEqual(
			items.map(({ phone }) => phone).filter((phone) => phone !== `+${number}`),
		);
		expect(result.errorItems).toEqual([
			{
				json: {
					...items[7],
					error: `BestSMSGateway left out +${number}; of the 20 numbers in the request it accepted 19. The SMS was not sent. [item 7]`,
					outcome: 'notSent',
				},
				pairedItem: { item: 7 },
			},
		]);
	});

	it('fails all that shared its request where nobody can tell which it is', async () => {
		gateway().dropNumber(number);
		setup.sandbox.faults.add({
			form: { action: 'fetch_sms' },
			when: 'before',
			times: Infinity,
			fault: { kind: 'answer', status: 500, body: 'Down' },
		});
		const result = await run('sms', 'send', smsFromItem, {
			items,
			settings: { onError: 'continueErrorOutput', ...retry },
		});
		expect(result.json).toEqual([]);
		expect(result.errorItems.map(({ json }) => [json.phone, json.error, json.outcome])).toEqual(
			items.map(({ phone }, i) => [
				phone,
				`Of the 20 numbers in the request BestSMSGateway accepted 19, but did not report which. This concerns items 0–19, which shared a request. Any of the 20 SMS may still have been sent, so none was sent again. [item ${i}]`,
				'unknown',
			]),
		);
		expect(requestsFor('fetch_sms')).toHaveLength(3);
		expect(sizes()).toEqual([20]);
		expect(handedOver()).toHaveLength(19);
	});

	it('is named by the refusal where it is all there is', async () => {
		gateway().dropNumber(number);
		const result = await run('sms', 'send', { to: `+${number}`, message: 'x' });
		expect(result.error?.message).toBe(
			'BestSMSGateway refused: “No valid recipient found”. The SMS was not sent. [item 0]',
		);
	});
});

describe('a request that is not accepted', () => {
	const items = manyItems(3);
	const errorsOf = (sentence: string) => items.map((_, i) => `${sentence} [item ${i}]`);

	it('fails all its items where the credit is short, and Retry On Fail asks for all again', async () => {
		const credential = setup.addAccount(setup.sandbox, { balance: 2 });
		const failed = await run('sms', 'send', smsFromItem, {
			items,
			credential,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(failed.errorItems.map(({ json }) => json.error)).toEqual(
			errorsOf(
				'BestSMSGateway refused: “Insufficient SMS credit”. This concerns items 0–2, which shared a request. None of the 3 SMS was sent.',
			),
		);
		expect(failed.errorItems.map(({ json }) => json.outcome)).toEqual(items.map(() => 'notSent'));

		const settings = { ...retry, maxTries: 2 };
		const again = await run('sms', 'send', smsFromItem, { items, credential, settings });
		expect(again.error?.message).toMatch('Insufficient SMS credit');
		expect(sizes()).toEqual([3, 3, 3]);
		expect(stored()).toEqual([]);
	});

	it('goes again whole after a refusal', async () => {
		setup.sandbox.faults.add({
			form: { action: 'send_sms' },
			when: 'before',
			fault: NO_CREDIT,
		});
		const result = await run('sms', 'send', smsFromItem, { items, settings: retry });
		expect(result.status).toBe('success');
		expect(sizes()).toEqual([3, 3]);
		expectOneEach(items, result);
	});

	describe('because its answer was lost', () => {
		const lose = () =>
			setup.sandbox.faults.add({
				form: { action: 'send_sms' },
				when: 'after',
				fault: { kind: 'drop' },
			});
		const sentences = errorsOf(
			'The connection to BestSMSGateway was cut off before the response was complete. This concerns items 0–2, which shared a request. Any of the 3 SMS may still have been sent, so none was sent again.',
		);

		it('is not sent again', async () => {
			lose();
			const result = await run('sms', 'send', smsFromItem, { items, settings: retry });
			expect(result.error?.message).toBe(sentences[0]);
			expect(sizes()).toEqual([3]);
			expect(handedOver()).toHaveLength(3);
		});

		it('leaves the outcome of all its items unknown', async () => {
			lose();
			const result = await run('sms', 'send', smsFromItem, {
				items,
				settings: { onError: 'continueErrorOutput' },
			});
			expect(result.errorItems.map(({ json }) => [json.error, json.outcome])).toEqual(
				sentences.map((sentence) => [sentence, 'unknown']),
			);
		});
	});

	it('is accepted and waits where it is on hold, and is not sent again', async () => {
		await withLeastHeld(3, async () => {
			const held = itemsWith('The lottery of our casino is open', 'Thanks', 'Bye');
			const result = await run('sms', 'send', smsFromItem, { items: held, settings: retry });
			expect(result.json).toMatchObject(
				held.map(({ text }) => ({
					id: null,
					text,
					status: 'queued',
					vendorStatus: expect.stringMatching(/^Message currently on hold/),
				})),
			);
			expect(sizes()).toEqual([3]);
		});
	});
});
