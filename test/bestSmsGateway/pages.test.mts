import { describe, expect, it } from '@jest/globals';
import { setUp } from './setup.mts';

const { run, stored } = setUp();

const a = (count: number) => 'a'.repeat(count);
const ł = (count: number) => 'ł'.repeat(count);

/** Texts with the field Unicode, and the pages and encoding of each (vendor document, `unicode`; fact sheet, section 2). */
const TABLE: Array<
	[text: string, unicode: string, pages: number, encoding: string, theirs?: number]
> = [
	[a(160), 'automatic', 1, 'GSM-7'],
	[a(161), 'automatic', 2, 'GSM-7'],
	[a(305), 'automatic', 2, 'GSM-7'],
	[a(306), 'automatic', 3, 'GSM-7'],
	['€'.repeat(160), 'automatic', 1, 'GSM-7'],
	[ł(72), 'automatic', 1, 'UCS-2'],
	[ł(73), 'automatic', 2, 'UCS-2'],
	[ł(145), 'automatic', 3, 'UCS-2'],
	[a(73), 'always', 2, 'UCS-2'],
	[ł(160), 'never', 1, 'GSM-7'],
	// Stored and sent as four question marks each, with the user's consent (fact sheet, section 12.5), but counted before.
	['😀'.repeat(40), 'automatic', 1, 'GSM-7'],
	['😀'.repeat(41), 'automatic', 2, 'GSM-7', 1],
];

describe.each(TABLE)('%j with Unicode %s', (message, unicode, pages, encoding, theirs = pages) => {
	const additionalFields = { unicode };

	it('is counted as the gateway counts it, which stands beside it', async () => {
		const { json, error } = await run('sms', 'send', {
			to: '+2348094309926',
			message,
			additionalFields: { ...additionalFields, whenTextChanges: 'send', maxSegments: pages },
		});
		expect(error).toBeUndefined();
		expect(stored().map((sms) => sms.pages)).toEqual([theirs]);
		expect(json).toEqual([
			expect.objectContaining({ segments: pages, encoding, vendorSegments: theirs }),
		]);
		const read = await run('sms', 'getAll');
		expect(read.json).toEqual([
			expect.objectContaining({ segments: pages, encoding, vendorSegments: theirs }),
		]);
	});

	it('is estimated the same', async () => {
		const { json } = await run('sms', 'estimate', { message, additionalFields });
		expect(json).toEqual([expect.objectContaining({ segments: pages, encoding })]);
	});
});

it('refuses what takes too many pages, in the number of characters that the gateway counts', async () => {
	const { error } = await run('sms', 'send', {
		to: '+2348094309926',
		message: a(306),
		additionalFields: { maxSegments: 2 },
	});
	expect(error).toEqual({
		message:
			'Message needs 3 SMS (limit 2): it has 306 characters in GSM-7, of which 305 fit in 2 SMS. The SMS was not sent. [item 0]',
		description: 'Shorten Message to 305 characters, or raise Most Segments.',
	});
	expect(stored()).toEqual([]);
});

it('counts the text with the names that it fills in itself', async () => {
	const { json, error } = await run('sms', 'send', {
		to: '+2348094309926',
		message: `Hi [firstname] ${a(150)}`,
		additionalFields: { firstName: 'Ibukunoluwa', maxSegments: 1 },
	});
	expect(json).toEqual([]);
	expect(error?.message).toMatch(/^Message needs 2 SMS \(limit 1\): it has 165 characters /);
});
