import { hasNoCountryCode } from '../input/localNumber';
import { planOf, splitInternational } from '../input/numberingPlan';
import { NUMBERING_PLANS } from '../input/numberingPlans';
import { comparable, comparableParty, readNumber } from '../input/phoneNumber';

/** The shortest numbers that people have within a country. */
const LEAST_ENDING = 4;
/** E.164; what is longer is no single number. */
const MOST_DIGITS = 15;

/** The digit that mobile numbers of some countries have, or had not always, after the calling code or the area. */
const MOBILE_DIGITS: ReadonlyArray<readonly [spelling: RegExp, without: string]> = [
	[/^521(\d{10})$/, '52$1'],
	[/^549(\d{10})$/, '54$1'],
	[/^55(\d\d)9(\d{8})$/, '55$1$2'],
];

/** How many digits may be dialled before a calling code, such as 011 and a carrier's code. */
const MOST_EXIT_DIGITS = 5;

/** Of countries in which something else than a single 0 is dialled before a number, such as 8 in Russia. */
const CODES_WITH_OTHER_PREFIXES = Object.entries(NUMBERING_PLANS)
	.filter(([, [, trunkPrefix]]) => trunkPrefix !== '' && trunkPrefix !== '0')
	.map(([callingCode]) => callingCode);

/**
 * The numbers that are certainly meant by the number of a contact, as they are compared. One as it is dialled within its
 * country is also the one that the default country code makes of it; of others, digits without a plus sign could be read
 * as somebody else's.
 */
export function numbersMeantBy(phone: string, defaultCountryCode: string): string[] {
	const plain = comparable(phone);
	if (!hasNoCountryCode(plain)) return [plain];
	return [...new Set([plain, comparableParty(phone, defaultCountryCode)])];
}

/**
 * The numbers that a field for phone numbers would make of the number of a contact, as they are compared: of its digits, of
 * these with the 0 that a gateway that stores numbers as integers loses, and of these after a plus sign. None where the
 * field would refuse the digits, such as those of a number both here and in another country.
 */
export function numbersReadFrom(phone: string, defaultCountryCode: string): string[] {
	const plain = comparable(phone);
	if ('problem' in readNumber(plain, defaultCountryCode)) return [];
	const spellings = [plain, `0${plain}`, `+${plain}`];
	return spellings.map((spelling) => comparableParty(spelling, defaultCountryCode));
}

/**
 * Finds the numbers of a list that a number may be in another spelling: one of the two may lack its country code, or have
 * what is dialled within a country only. Undefined for a number whose digits do not tell, which may be any.
 *
 * @param listed as `comparable` makes them
 */
export function meaningsAmong(
	listed: Iterable<string>,
): (number: string) => readonly string[] | undefined {
	const byForm: NumbersByKey = new Map();
	const byEnding: NumbersByKey = new Map();
	for (const number of listed) {
		for (const form of formsOf(number)) {
			note(byForm, form, number);
			for (const ending of endingsOf(form)) note(byEnding, ending, number);
		}
	}
	return (number) => {
		if (!/^[0-9]+$/.test(number) || number.length > MOST_DIGITS) return undefined;
		const found = formsOf(number).flatMap((form) => [
			...(byForm.get(form) ?? []),
			...(byEnding.get(form) ?? []),
			...endingsOf(form).flatMap((ending) => byForm.get(ending) ?? []),
		]);
		return [...new Set(found)];
	};
}

type NumbersByKey = Map<string, string[]>;

/** Called for all keys of a number before those of the next one. */
function note(numbers: NumbersByKey, key: string, number: string): void {
	const known = numbers.get(key);
	if (known === undefined) numbers.set(key, [number]);
	else if (known.at(-1) !== number) known.push(number);
}

/** What remains of a number, as numbers are compared, without what some people or gateways leave out or add. */
function formsOf(number: string): string[] {
	const digits = number.replace(/^0+/, '');
	const forms = new Set([number, digits]);
	const split = splitInternational(digits);
	if (split) forms.add(`${split.plan.callingCode}${split.national.replace(/^0+/, '')}`);
	for (const code of CODES_WITH_OTHER_PREFIXES) {
		const plan = planOf(code);
		const nationals = split?.plan.callingCode === code ? [split.national] : [];
		for (const dialled of [digits, `0${digits}`, ...nationals]) {
			const national = plan?.withoutTrunkPrefix(dialled);
			if (national === undefined || national === digits || !plan?.isNational(national)) continue;
			forms.add(`${code}${national}`);
		}
	}
	for (let start = 1; start <= MOST_EXIT_DIGITS; start++) {
		const abroad = splitInternational(digits.slice(start));
		if (!abroad) continue;
		const { plan, national } = abroad;
		for (const rest of [national.replace(/^0+/, ''), plan.withoutTrunkPrefix(national)]) {
			const isDialled = rest !== undefined && rest !== national && plan.isNational(rest);
			if (isDialled) forms.add(`${plan.callingCode}${rest}`);
		}
	}
	for (const form of [...forms]) {
		for (const [spelling, shorter] of MOBILE_DIGITS) forms.add(form.replace(spelling, shorter));
	}
	return [...forms];
}

/** The endings of a number that are long enough to tell, from the longest. */
function endingsOf(number: string): string[] {
	const count = Math.max(0, number.length - LEAST_ENDING + 1);
	return Array.from({ length: count }, (_, start) => number.slice(start));
}
