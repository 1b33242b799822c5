import { NUMBERING_PLANS } from './numberingPlans';

/**
 * A plan as the table holds it: the exit codes and the trunk prefix as patterns, what takes the place of
 * the trunk prefix, the lengths of numbers that people have, those of mobile numbers, and the digits that
 * mobile numbers begin with.
 */
export type PlanRow = readonly [
	exitCodes: string,
	trunkPrefix: string,
	trunkReplacement: string,
	lengths: readonly number[],
	mobileLengths: readonly number[],
	mobileFirstDigits: string,
];

/** How the numbers of the countries with one calling code are dialled (ITU-T E.164 and the national plans). */
export interface NumberingPlan {
	/** Digits, such as "33". */
	callingCode: string;
	/** Whether digits have the length of a mobile or fixed-line number. */
	isNational(digits: string): boolean;
	/** Whether digits have the length and the first digit of a mobile number. */
	isMobile(digits: string): boolean;
	/** Digits without the prefix that is dialled within the country only; undefined where they do not begin with it. */
	withoutTrunkPrefix(digits: string): string | undefined;
	/** What follows the code that is dialled before foreign numbers; undefined where digits do not begin with one. */
	withoutExitCode(digits: string): string | undefined;
}

/** Longest calling code (ITU-T E.164). */
const LONGEST_CALLING_CODE = 3;

/** The plans that were asked for, made once. */
const plans = new Map<string, NumberingPlan>();

/** The plan of a country calling code; undefined where no country has it. */
export function planOf(callingCode: string): NumberingPlan | undefined {
	const known = plans.get(callingCode);
	if (known !== undefined) return known;
	if (!Object.hasOwn(NUMBERING_PLANS, callingCode)) return undefined;
	const row = NUMBERING_PLANS[callingCode];
	if (row === undefined) return undefined;
	const plan = toPlan(callingCode, row);
	plans.set(callingCode, plan);
	return plan;
}

function toPlan(callingCode: string, row: PlanRow): NumberingPlan {
	const [exitCodes, trunkPrefix, trunkReplacement, lengths, mobileLengths, firstDigits] = row;
	const trunk = trunkPrefix === '' ? undefined : new RegExp(`^(?:${trunkPrefix})`);
	const exit = new RegExp(`^(?:${exitCodes})`);
	const isNational = (digits: string) => lengths.includes(digits.length);
	return {
		callingCode,
		isNational,
		isMobile: (digits) =>
			mobileLengths.includes(digits.length) && firstDigits.includes(digits.charAt(0)),
		withoutTrunkPrefix(digits) {
			const match = trunk?.exec(digits);
			const [prefix = '', ...groups] = match ?? [];
			if (prefix === '') return undefined;
			// Only what a group caught, such as a carrier's code or an area, makes the replacement apply.
			const isReplaced = trunkReplacement !== '' && groups.at(-1) !== undefined;
			return trunk && isReplaced
				? digits.replace(trunk, trunkReplacement)
				: digits.slice(prefix.length);
		},
		withoutExitCode(digits) {
			const prefix = exit.exec(digits)?.[0] ?? '';
			return prefix === '' ? undefined : digits.slice(prefix.length);
		},
	};
}

/** The plan of the country that international digits belong to, and what follows its calling code. */
export function splitInternational(
	digits: string,
): { plan: NumberingPlan; national: string } | undefined {
	for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
		const plan = planOf(digits.slice(0, length));
		if (plan) return { plan, national: digits.slice(length) };
	}
	return undefined;
}
