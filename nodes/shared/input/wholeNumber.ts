import type { NumberingPlan } from './numberingPlan';
import { splitInternational } from './numberingPlan';

const PUNCTUATION = /[\s().\-/\u2010-\u2015\u2212\uFF0D\uFF08\uFF09\uFF0E]/g;
/** Between the groups of digits in a number. */
const GAP = /(?<=[0-9])[^0-9]+(?=[0-9])/g;
const FIRST_GROUP = /[0-9]+/;
/** The 0 in brackets that is dialled only within the country, e.g. in "+33 (0)6 12 34 56 78". */
export const BRACKETED_ZERO = /^\+?[\s0-9]+\(0\)/;

/** A number without the punctuation that people write in it. */
export function digitsOf(number: string): string {
	return number.replace(PUNCTUATION, '');
}

/** The digits after a calling code, without the trunk prefix that some people leave there. */
export function dialledFromAbroad(plan: NumberingPlan, national: string, written: string): string {
	const withoutPrefix = plan.withoutTrunkPrefix(national);
	if (withoutPrefix === undefined) return national;
	const withoutZero = national.replace(/^0/, '');
	// A prefix may take a carrier's code with it, whose digits can begin a number as well.
	const shorter = [withoutPrefix, withoutZero].find((digits) => plan.isNational(digits));
	if (shorter === undefined) return national;
	// Where a single 0 is the trunk prefix, no number that people have begins with it.
	const isPart =
		plan.isNational(national) && shorter !== withoutZero && !BRACKETED_ZERO.test(written);
	return isPart ? national : shorter;
}

/** Whether a number, with "+" or without, begins with a calling code and has the length of that country's numbers. */
export function isInternational(number: string): boolean {
	const split = splitInternational(digitsOf(number).replace('+', ''));
	if (split === undefined) return false;
	return split.plan.isNational(dialledFromAbroad(split.plan, split.national, number));
}

/**
 * Whether a number is whole before its end, and what follows makes it no other whole number: a second
 * ending or an extension, e.g. "+33612345678/79" or, in the United States, "336-712-3456-7". Without "+",
 * a calling code counts only as a group of its own; without a gap, nothing tells where a number ends.
 *
 * @param plan of the default country, which a number without "+" may belong to
 */
export function isNumberAndMore(written: string, plan: NumberingPlan | undefined): boolean {
	const parts = [...written.matchAll(GAP)].map(({ index }) => written.slice(0, index));
	return digitsOf(written).startsWith('+') || plan === undefined
		? parts.some((part) => isInternationalAndMore(written, part))
		: parts.some((part) => isNationalAndMore(written, part, plan));
}

function isInternationalAndMore(written: string, part: string): boolean {
	if (!isInternational(part)) return false;
	if (!isInternational(written)) return true;
	const split = splitInternational(digitsOf(written).replace('+', ''));
	const before = splitInternational(digitsOf(part).replace('+', ''));
	if (split === undefined || before === undefined) return false;
	const { plan, national } = split;
	const groups = written.replace(new RegExp(`^[^0-9]*${plan.callingCode}`), '');
	return isShiftedByPrefix(plan, { digits: national, groups, before: before.national });
}

function isNationalAndMore(written: string, part: string, plan: NumberingPlan): boolean {
	const digits = digitsOf(written);
	const before = digitsOf(part);
	if (plan.isNational(digits)) return false;
	const isWholeBefore = isNational(plan, before);
	if (isNational(plan, digits)) return isShiftedByPrefix(plan, { digits, groups: written, before });
	const isOwnCode = digits.replace(/^0/, '').startsWith(plan.callingCode);
	if (isOwnCode && isInternational(digits.replace(/^0/, ''))) {
		const isAsLong = digits.length - before.length === plan.callingCode.length;
		return isAsLong && plan.isMobile(before) && !beginsWithGroup(written, plan.callingCode);
	}
	if (!isInternational(written)) return isWholeBefore || isInternational(part);
	const callingCode = splitInternational(digits)?.plan.callingCode ?? '';
	return beginsWithGroup(written, callingCode) ? plan.isMobile(before) : isWholeBefore;
}

/**
 * Whether a number is whole both before its end and without the digits at its beginning that may be a trunk
 * prefix, e.g. "812 345 67 89 0" in Russia, where 8 is one.
 */
function isShiftedByPrefix(
	plan: NumberingPlan,
	{ digits, groups, before }: { digits: string; groups: string; before: string },
): boolean {
	if (plan.isNational(digits) || before.startsWith('0') || !plan.isNational(before)) return false;
	const prefixLength = digits.length - (plan.withoutTrunkPrefix(digits) ?? digits).length;
	const isAsLong = digits.length - before.length === prefixLength;
	const [firstGroup = ''] = FIRST_GROUP.exec(groups) ?? [];
	return isAsLong && !digits.slice(0, prefixLength).startsWith(firstGroup);
}

function isNational(plan: NumberingPlan, digits: string): boolean {
	return [digits, plan.withoutTrunkPrefix(digits) ?? ''].some((one) => plan.isNational(one));
}

function beginsWithGroup(written: string, digits: string): boolean {
	return FIRST_GROUP.exec(written)?.[0] === digits;
}
