import { expect, it } from '@jest/globals';
import { ERROR_CODES } from '../../nodes/Smstools/api/errorCodes.ts';
import { failureBy, readVendorError } from '../../nodes/Smstools/api/errors.ts';

/** All codes of fact sheet, section 2. */
const CODES = [
	102, 103, 104, 105, 106, 108, 109, 110, 111, 112, 113, 114, 116, 118, 121, 122, 123, 124, 125,
	126, 128, 129, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 200, 1002, 1403,
];

it('has each code that the fact sheet has, and no other', () => {
	expect(Object.keys(ERROR_CODES).map(Number)).toEqual(CODES);
});

it.each(CODES)('code %s alone becomes a sentence with advice, as text and as a number', (code) => {
	// Code 140 is from a third party's table only.
	const isOpen = code === 105 || code === 140;
	const [what, outcome] = isOpen ? ['reported an error', 'unknown'] : ['refused', 'notSent'];
	for (const error of [code, String(code)]) {
		const failure = failureBy(readVendorError({ error }) ?? {}, []);
		expect(failure.message).toBe(`Smstools ${what}: ${ERROR_CODES[code]?.meaning} (code ${code}).`);
		expect(failure.advice).toMatch(/^[A-Z].+\.$/);
		expect(failure.outcome).toBe(outcome);
		expect(failure.vendorCode).toBe(String(code));
	}
});

it.each([
	[{ error: 777 }, 'an unknown code'],
	[{ error: 141 }, 'the code after the last one'],
	[{ error: 'database is down' }, 'an unknown sentence'],
	[{ errorMsg: 'Sorry' }, 'an unknown sentence without a code'],
])('%j leaves open what happened to the request: %s', (body, _what) => {
	const failure = failureBy(readVendorError(body) ?? {}, []);
	expect(failure).toMatchObject({ outcome: 'unknown' });
	expect(failure.message).toMatch(/^Smstools reported an error: /);
});

it('no word of theirs frightens', () => {
	const words = Object.values(ERROR_CODES).map(({ meaning, advice }) => `${meaning} ${advice}`);
	expect(words.join(' ')).not.toMatch(/\b(error|problem|failure|invalid)\b/i);
});

it.each([
	{},
	{ error: '' },
	{ error: 0 },
	{ error: '0' },
	{ error: null },
	{ error: false },
	'x',
	null,
])('%j is no error', (body) => {
	expect(readVendorError(body)).toBeUndefined();
});
