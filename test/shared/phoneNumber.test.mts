import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import {
	comparable,
	comparableParty,
	isCountryCode,
	readNumber,
	readRecipients,
} from '../../nodes/shared/input/phoneNumber.ts';

const digits = (min: number, max: number) =>
	fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
		.map((list) => list.join(''));
const separator = fc.constantFrom(',', ';', '\n', ', ', ' ;\r\n');

describe('recipients', () => {
	it('are the numbers of a text, each once, in their order', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(digits(8, 13), separator), { minLength: 1 }), (parts) => {
				const text = parts.map(([number, split]) => `+34${number}${split}`).join('');
				const list = readRecipients(text, 'To', '');
				const expected = [...new Set(parts.map(([number]) => `+34${number}`))];
				expect(list.ok && list.recipients.map(({ number }) => number)).toEqual(expected);
			}),
		);
	});

	it('are the same from a list as from a text', () => {
		fc.assert(
			fc.property(fc.array(digits(8, 14), { minLength: 1 }), (numbers) => {
				expect(readRecipients(numbers, 'To', '33')).toEqual(
					readRecipients(numbers.join(','), 'To', '33'),
				);
			}),
		);
	});

	it('are never empty texts, and never hold letters', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const list = readRecipients(text, 'To', '');
				if (!list.ok) return;
				expect(list.recipients.length).toBeGreaterThan(0);
				for (const { number } of list.recipients) {
					expect(number).toMatch(/[0-9]/);
					expect(number).not.toMatch(/\p{L}/u);
				}
			}),
		);
	});
});

it('are 100,000 at most', () => {
	const numbers = Array.from({ length: 100_001 }, (_, at) => `+336${12_000_000 + at}`);
	for (const value of [numbers, numbers.join(', '), '1, '.repeat(100_001)]) {
		expect(readRecipients(value, 'To', '33')).toEqual({
			ok: false,
			problem: 'To contains more than 100000 numbers.',
			advice: 'Divide the numbers among several items.',
		});
	}
	const list = readRecipients(numbers.slice(1), 'To', '33');
	expect(list.ok && list.recipients).toHaveLength(100_000);
});

it('are refused for the first wrong one, without reading those after it', () => {
	const isRead = jest.fn();
	const last = { toJSON: isRead };
	expect(readRecipients(['+33612345678', 'x1', last], 'To', '')).toMatchObject({
		problem: 'To contains “x1”, which is not a phone number: it contains letters.',
	});
	expect(isRead).not.toHaveBeenCalled();
});

/** What is read of a text, with a default country code; undefined where it is refused. */
function numbersIn(value: unknown, code = ''): string[] | undefined {
	const list = readRecipients(value, 'To', code);
	return list.ok ? list.recipients.map(({ number }) => number) : undefined;
}

/** What the report behind each says people wrote, and the number that they meant. */
const MEANT: Array<[unknown, string, string]> = [
	['33612345678.0', '', '33612345678'],
	['33612345678.00', '', '33612345678'],
	['33612345678,00', '', '33612345678'],
	['33612345678,0', '', '33612345678'],
	['+33 06 12 34 56 78', '', '+33612345678'],
	['+44 (0)7700 900123', '', '+447700900123'],
	['+44 07700 900123', '1', '+447700900123'],
	['0049(0)157 52982212', '', '+4915752982212'],
	['+39 (0)6 1234567', '', '+39 (0)6 1234567'],
	['+7 495 123-45-67', '', '+7 495 123-45-67'],
	['+78123456789', '', '+78123456789'],
	['033612345678', '33', '+33612345678'],
	['(555) 123-4567', '1', '+15551234567'],
	['555-123-4567', '1', '+15551234567'],
	['1 555 123 4567', '1', '1 555 123 4567'],
	['612 34 56 78', '34', '+34612345678'],
	[612345678, '33', '+33612345678'],
	[33612345678, '33', '33612345678'],
	['011 44 7700 900123', '1', '+447700900123'],
	['0011 44 7700 900123', '61', '+447700900123'],
	['00 44 7700 900123', '1', '+447700900123'],
	['810 44 7700 900123', '7', '+447700900123'],
	['8 912 345-67-89', '7', '+79123456789'],
	['06 30 123 4567', '36', '+36301234567'],
	['14128018888', '65', '14128018888'],
	['4915752982212', '33', '4915752982212'],
	['491721234567', '49', '491721234567'],
	['+1\uFE0E-555-123-4567', '', '+1-555-123-4567'],
	['\uFFFC+33612345678', '', '+33612345678'],
	['\u202A+33612345678\u202C', '', '+33612345678'],
	['\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668', '33', '+33612345678'],
	['\uFF0B\uFF13\uFF13\uFF16\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18', '', '+33612345678'],
	[
		'\u{1D7D8}\u{1D7DE}\u{1D7D9}\u{1D7DA}\u{1D7DB}\u{1D7DC}\u{1D7DD}\u{1D7DE}\u{1D7DF}\u{1D7E0}',
		'33',
		'+33612345678',
	],
	['tel:+33612345678', '', '+33612345678'],
	['tel:0612345678;phone-context=+33', '', '+33612345678'],
	['sms:+33612345678?body=Hi', '', '+33612345678'],
	["'+33612345678", '', '+33612345678'],
	['"+33612345678"', '', '+33612345678'],
	['<+33612345678>', '', '+33612345678'],
	['38080', '33', '38080'],
	['0707070707', '225', '+2250707070707'],
	['06 1234567', '39', '+39061234567'],
	['0612345678', '', '0612345678'],
	['06 12 34 56 78', '', '06 12 34 56 78'],
	['06 12-34.56/78', '+33', '+33612345678'],
	['(06) 12 34 56 78', '0033', '+33612345678'],
	['0033612345678', '33', '+33612345678'],
	['+4915752982212', '33', '+4915752982212'],
	['0171 1234567.0', '49', '+491711234567'],
	['0812-3456-789.0', '62', '+628123456789'],
	['0664 1234567.0', '43', '+436641234567'],
	['0664 1234567,00', '43', '+436641234567'],
	['+33 6 12 34 56 78.0', '', '+33 6 12 34 56 78'],
	['(555) 123-4567.0', '1', '+15551234567'],
	['06.12.34.56.78.0', '33', '+33612345678'],
	['33.612.345.678,00', '', '33.612.345.678'],
	['38080.0', '', '38080'],
	['38080,0', '', '38080'],
	['38080.000', '', '38080'],
	['06.12.34.56.00', '33', '+33612345600'],
	['(800) 555.0000', '1', '+18005550000'],
	['8123.0000', '65', '+6581230000'],
	['+49 0171 1234567', '', '+491711234567'],
	['0049 0171 1234567', '', '+491711234567'],
	['+49 (0171) 1234567', '', '+491711234567'],
	['+43 0664 1234567', '', '+436641234567'],
	['+62 0812 3456 7890', '', '+6281234567890'],
	['+358 040 123 4567', '', '+358401234567'],
	['+353 087 123 4567', '', '+353871234567'],
	['+60 012 345 6789', '', '+60123456789'],
	['+64 021 123 4567', '', '+64211234567'],
	['+84 091 234 5678', '', '+84912345678'],
	['+381 060 1234567', '', '+381601234567'],
	['33 06 12 34 56 78', '33', '+33612345678'],
	['330612345678', '33', '+33612345678'],
	['330612345678', '47', '+33612345678'],
	['33 (0)6 12 34 56 78', '', '+33612345678'],
	['33 (0)6 12 34 56 78', '33', '+33612345678'],
	['49(0)171 1234567', '33', '+491711234567'],
	['4407700900123', '44', '+447700900123'],
	['23408094309926', '234', '+2348094309926'],
	['49 0171 1234567', '49', '+491711234567'],
	['7 8 912 345-67-89', '7', '+79123456789'],
	['39 (0)6 1234567', '', '39 (0)6 1234567'],
	['+49 30 12345-67', '', '+49 30 12345-67'],
	['(+33612345678)', '', '(+33612345678)'],
	['+33 6 12 34 56 78', '', '+33 6 12 34 56 78'],
	['+33 6 12 34 56 78', '1', '+33 6 12 34 56 78'],
	['33 6 12 34 56 78', '34', '33 6 12 34 56 78'],
	['33 6 12 34 56 78', '1', '33 6 12 34 56 78'],
	['336 12 34 56 78', '33', '336 12 34 56 78'],
	['336 12 34 56 78', '', '336 12 34 56 78'],
	['(020) 7946 0958', '44', '+442079460958'],
	['+44 020 7946 0958', '', '+442079460958'],
	['+44 20 7946 0958', '44', '+44 20 7946 0958'],
	['0664 123 45 67', '43', '+436641234567'],
	['+49 171 123 4567 8', '', '+49 171 123 4567 8'],
	['0171 123 4567 8', '49', '+4917112345678'],
	['030 12345-67', '49', '+49301234567'],
	['8 025 589-12-81', '375', '+375255891281'],
	['47 41 23 45 67', '47', '47 41 23 45 67'],
	['8 912 345 67 89', '7', '+79123456789'],
	['+7 8 912 345 67 89', '', '+79123456789'],
	['+52 1 55 1234 5678', '', '+52 1 55 1234 5678'],
	['1-555-123-4567', '1', '1-555-123-4567'],
	['0 33 6 12 34 56 78', '33', '+33612345678'],
	['06-12-34-56-7-8', '33', '+33612345678'],
	['+33 (612345678)', '', '+33 (612345678)'],
];

it.each(MEANT)('%j with the default country code %j is %j', (written, code, meant) => {
	expect(numbersIn(written, code)).toEqual([meant]);
});

it.each([
	['33612345678.5', 'has a fraction, which no phone number has'],
	['33612345678,5', 'looks like a number with an extension'],
	['+15551234567;5555', 'looks like a number with an extension'],
	['+15551234567,,89', 'looks like a number with an extension'],
	['+15551234567;ext=89', 'has an extension'],
	['tel:+15551234567;ext=89', 'has an extension'],
	['+15551234567 ext. 89', 'has an extension'],
	['+15551234567x89', 'has an extension'],
	['+15551234567#89', 'has an extension'],
	['+33612345678/79', 'looks like two numbers in one'],
	['4.41E+11', 'is how a spreadsheet shows a long number, whose last digits are lost'],
	['4,41e11', 'is how a spreadsheet shows a long number, whose last digits are lost'],
	['+0612345678', 'has no country code after the plus sign'],
	[true, 'is not a phone number but true or false'],
	[[['+33612345678']], 'is a list within the list'],
	[{ label: 'work', value: '+33612345678' }, 'is an object and not a phone number'],
	['+33612345678 Ann', 'is not a phone number: it contains letters'],
	['0171 1234567.5', 'has a fraction, which no phone number has'],
	['+33 6 12 34 56 78.00', 'has a fraction, which no phone number has'],
	['0171.1234567.00', 'has a fraction, which no phone number has'],
	['38080.5', 'has a fraction, which no phone number has'],
	['38080.50', 'has a fraction, which no phone number has'],
	['+15551234567;5555, +15551234568', 'looks like a number with an extension'],
	['+15551234568,+15551234567;5555', 'looks like a number with an extension'],
	['+33612345678,+33612345679,79', 'looks like a number with an extension'],
	['+15551234567,,1234567', 'looks like a number with an extension'],
	['38080,5', 'looks like a number with an extension'],
	['33,612,345,678', 'looks like one number with commas between its digits'],
	['33,612,345,678.00', 'looks like one number with commas between its digits'],
	['"33,612,345,678",', 'looks like one number with commas between its digits'],
	['+1,555,123,4567', 'looks like one number with commas between its digits'],
	['+33,6,12,34,56,78', 'looks like one number with commas between its digits'],
	['00612345678', 'does not have as many digits as a number of the country code +61'],
	['00 06 12 34 56 78', 'has no country code after 00'],
	['0011 44 7700 900123', 'does not have as many digits as a number of the country code +1'],
	['+33612345678-79', 'looks like two numbers in one'],
	['33612345678\u201379', 'looks like two numbers in one'],
	['+33612345678 - 79', 'looks like two numbers in one'],
	['+33612345678 79', 'looks like two numbers in one'],
	['+33612345678\t79', 'looks like two numbers in one'],
	['+33612345678/79/80', 'looks like two numbers in one'],
	['+33612345678 / 79 / 80', 'looks like two numbers in one'],
	['+33612345678-79-80', 'looks like two numbers in one'],
	['+33612345678.79.80', 'looks like two numbers in one'],
	['+33 6 12 34 56 78 9', 'looks like two numbers in one'],
	['33612345678 79', 'looks like two numbers in one'],
	['0612345678/79/80', 'looks like two numbers in one'],
	['+7 812 345-67-89 0', 'looks like two numbers in one'],
	['+1 (555) 123-4567 (5555)', 'has an extension'],
	['+15551234567 (55)', 'has an extension'],
	[-33612345678, 'begins with a minus sign'],
	[-1, 'begins with a minus sign'],
	['\u2212 1', 'begins with a minus sign'],
	['1'.repeat(300), 'is too long to be a phone number'],
])('%j is refused: it %s', (written, problem) => {
	expect(readRecipients(written, 'To', '')).toMatchObject({
		ok: false,
		problem: expect.stringContaining(`which ${problem}.`),
	});
});

it.each([
	['013123456789', '44', 'does not have as many digits as a number of the country code +44'],
	['00612345678', '33', 'does not have as many digits as a number of the country code +61'],
	['490301234567', '49', 'can be read as +49490301234567 and as +49301234567'],
	['336-712-3456-7', '1', 'looks like two numbers in one'],
	['(336) 712-3456 7', '1', 'looks like two numbers in one'],
	['551-299-8765 432', '1', 'looks like two numbers in one'],
	['441-234-5678-90', '1', 'looks like two numbers in one'],
	['234-812-3456 789', '1', 'looks like two numbers in one'],
	['(555) 123-4567 89', '1', 'looks like two numbers in one'],
	['1 555 123 4567 89', '1', 'looks like two numbers in one'],
	['923 123 456 248', '244', 'looks like two numbers in one'],
	['917 123 456 789', '34', 'looks like two numbers in one'],
	['33 61 23 45 678', '45', 'looks like two numbers in one'],
	['474 12 345 67', '47', 'looks like two numbers in one'],
	['812 345 67 89 0', '7', 'looks like two numbers in one'],
	['0612345678 79', '33', 'looks like two numbers in one'],
	['06 12 34 56 78 - 79', '33', 'looks like two numbers in one'],
	['06 12 34 56 78 / 79 / 80', '33', 'looks like two numbers in one'],
	['+33612345678 79', '33', 'looks like two numbers in one'],
	['33612345678 79', '1', 'looks like two numbers in one'],
	['131 2345 6789', '86', 'can be read as +8613123456789 and as +13123456789'],
])('%j with the default country code %j is refused: it %s', (written, code, problem) => {
	expect(readRecipients(written, 'To', code)).toMatchObject({
		ok: false,
		problem: `To contains “${written}”, which ${problem}.`,
	});
});

it('names the field of an object that holds the number', () => {
	expect(readRecipients({ label: 'work', value: '+33612345678' }, 'To', '')).toMatchObject({
		advice: 'Point the expression at its field value.',
	});
});

it.each([
	...['0', '00', '+0', ' 0 ', '', null, undefined, '"0"', [0, '']],
	...['0.0', '"0.0"', '0.00', '+0.0', '00.0', '0.000', '(0)', '0-0'],
])('%j is empty', (written) => {
	expect(readRecipients(written, 'To', '33')).toMatchObject({ ok: false, problem: 'To is empty.' });
});

it('keeps short codes beside numbers', () => {
	expect(numbersIn('+33612345678, 38080\n12345', '33')).toEqual(['+33612345678', '38080', '12345']);
});

it.each([
	['+33612345678, 38080', ['+33612345678', '38080']],
	['+33612345678\n38080', ['+33612345678', '38080']],
	['+33612345678,\r\n38080', ['+33612345678', '38080']],
	['38080,38081', ['38080', '38081']],
	['112, 113', ['112', '113']],
	['+33612345678,,+33612345679', ['+33612345678', '+33612345679']],
	[',,33612345678', ['33612345678']],
])('%j is a list of several numbers', (written, numbers) => {
	expect(numbersIn(written)).toEqual(numbers);
});

it.each(['0612345678 / 0687654321', '0612345678 0687654321', '1'.repeat(16)])(
	'are not taken from two numbers in one: %s',
	(text) => {
		expect(readRecipients(text, 'To', '33')).toMatchObject({
			ok: false,
			problem: `To contains “${text}”, which has more than the 15 digits that a phone number can have.`,
		});
	},
);

describe('a default country code', () => {
	it.each([
		['33', true],
		['+33', true],
		['0033', true],
		['', true],
		[' 33 ', true],
		['FR', false],
		['0', false],
		['33333', false],
		['999', false],
		['constructor', false],
	])('%j is one: %s', (code, expected) => {
		expect(isCountryCode(code)).toBe(expected);
	});
});

it.each([
	['+33 6 12 34 56 78', '0033612345678'],
	['+33-612-345-678', '+33612345678'],
	['33612345678', '+33612345678'],
])('%j and %j are the same number', (one, other) => {
	expect(comparable(one)).toBe(comparable(other));
});

it.each([
	['06 12 34 56 78', '33', '33612345678'],
	['Bakery', '33', 'Bakery'],
	['+33612345678', '', '33612345678'],
])('%j with the default country code %j is told by %j', (party, code, expected) => {
	expect(comparableParty(party, code)).toBe(expected);
});

it('reads any text in a moment', () => {
	for (const text of [
		'1'.repeat(1e6),
		' '.repeat(1e6),
		'(0)'.repeat(3e5),
		'1 '.repeat(5e5),
		';'.repeat(1e6),
	]) {
		const startedAt = process.cpuUsage();
		readRecipients(text, 'To', '33');
		readNumber(text, '33');
		expect(process.cpuUsage(startedAt).user).toBeLessThan(5_000_000);
	}
});
