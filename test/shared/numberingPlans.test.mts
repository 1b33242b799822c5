import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';
import { getExampleNumber, parsePhoneNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { readRecipients } from '../../nodes/shared/input/phoneNumber.ts';

const RANDOM_NUMBERS = 10_000;

/** Most of the numbers that we may refuse in any one spelling; the share is printed. */
const MOST_REFUSED = 0.02;

// The keys of the metadata's countries are its country codes.
const countries = Object.keys(metadata.countries) as CountryCode[];
const exampleNumbers = countries.flatMap(
	(country) => getExampleNumber(country, examples, metadata) ?? [],
);

/** What people dial before a foreign number; where the metadata has a choice, "00" is one that they use. */
function exitCodeOf(country: CountryCode | undefined): string {
	const [, pattern] = (metadata.countries[country ?? 'FR'] ?? []) as unknown[];
	return typeof pattern === 'string' && /^[0-9]+$/.test(pattern) ? pattern : '00';
}

/** The trunk prefix of a country, such as "0"; empty where it has none. */
function trunkPrefixOf(country: CountryCode | undefined): string {
	const prefix = ((metadata.countries[country ?? 'FR'] ?? []) as unknown[])[5];
	return typeof prefix === 'string' ? prefix : '';
}

/** A number with a trunk prefix of 0 behind the calling code, where its country has such a one. */
function withTrunkZero({ countryCallingCode, country, nationalNumber }: PhoneNumber): string {
	const zero = trunkPrefixOf(country) === '0' ? '0' : '';
	return `${countryCallingCode} ${zero}${nationalNumber}`;
}

const SPELLINGS: Array<[string, (number: PhoneNumber) => string]> = [
	['national', (number) => number.formatNational()],
	['international', (number) => number.formatInternational()],
	['RFC 3966', (number) => number.getURI()],
	['00', (number) => `00${number.number.slice(1)}`],
	['exit code', (number) => `${exitCodeOf(number.country)}${number.number.slice(1)}`],
	['+ and trunk prefix', (number) => `+${withTrunkZero(number)}`],
	['calling code and trunk prefix', withTrunkZero],
	['E.164', (number) => number.number],
	['national digits', (number) => String(number.nationalNumber)],
];

/** What goes out for a number as it is written, with its country's code as the default; undefined where it is refused. */
function sentFor(number: PhoneNumber, text: string): string | undefined {
	const list = readRecipients(text, 'To', String(number.countryCallingCode));
	if (!list.ok) return undefined;
	return list.recipients.map(({ key }) => `+${key}`).join();
}

/** Valid numbers of all countries, made of an example by other digits at its end. */
const randomNumber = fc
	.tuple(
		fc.constantFrom(...exampleNumbers),
		fc.integer({ min: 1, max: 3 }),
		fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 }),
	)
	.map(([{ countryCallingCode, nationalNumber }, kept, digits]) => {
		const rest = digits.slice(0, nationalNumber.length - kept).join('');
		const national = nationalNumber.slice(0, kept) + rest;
		const number = parsePhoneNumber(`+${countryCallingCode}${national}`, metadata);
		return { number, isMeant: number.nationalNumber === national && number.isValid() };
	})
	.filter(({ isMeant }) => isMeant)
	.map(({ number }) => number);

const refusedShares: string[] = [];

function expectRightOrRefused(
	numbers: PhoneNumber[],
	spell: (number: PhoneNumber) => string,
	title: string,
): void {
	const read = numbers.map((number) => {
		const text = spell(number);
		return { text, meant: number.number, sent: sentFor(number, text) };
	});
	const refused = read.filter(({ sent }) => sent === undefined).length;
	refusedShares.push(`${title}: ${refused} of ${numbers.length}`);
	expect(read.filter(({ meant, sent }) => sent !== undefined && sent !== meant)).toEqual([]);
	expect(refused / numbers.length).toBeLessThan(MOST_REFUSED);
}

it.each(SPELLINGS)('reads every example number in the form "%s", or refuses it', (form, spell) => {
	expect(exampleNumbers.length).toBeGreaterThan(200);
	expectRightOrRefused(exampleNumbers, spell, `examples, ${form}`);
});

it.each(SPELLINGS)('reads random numbers in the form "%s", or refuses them', (form, spell) => {
	expectRightOrRefused(fc.sample(randomNumber, RANDOM_NUMBERS), spell, `random, ${form}`);
});

afterAll(() => {
	process.stdout.write(`Refused numbers\n  ${refusedShares.join('\n  ')}\n`);
});
