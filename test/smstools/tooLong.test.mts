import { expect, it } from '@jest/globals';
import { setUp } from './setup.mts';

const { run } = setUp();

it.each([
	['a'.repeat(459), 3, 'GSM-7', false],
	['a'.repeat(460), 4, 'GSM-7', true],
	['€'.repeat(230), 4, 'GSM-7', true],
	['ł'.repeat(459), 7, 'UCS-2', false],
	['ł'.repeat(460), 7, 'UCS-2', true],
])('estimates %j: %i SMS in %s, too long for the documents: %s', async (...row) => {
	const [message, segments, encoding, isTooLong] = row;
	const { json } = await run('sms', 'estimate', { message });
	expect(json).toEqual([expect.objectContaining({ segments, encoding, isTooLong })]);
});
