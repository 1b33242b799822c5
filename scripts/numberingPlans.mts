/**
 * Writes nodes/shared/input/numberingPlans.ts from the metadata of libphonenumber-js, or with --check only says
 * whether it is out of date.
 */
import { Metadata, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import { runTableCommand } from '../lab/generatedTable.mts';
import { Failure } from '../lab/n8n/failure.mts';

/** With how many random numbers a pattern is tried for each length and first digit. */
const TRIES = 10_000;

/** What the library's plans have beside what its types declare. */
interface Plan {
	IDDPrefix(): unknown;
	nationalNumberPattern(): string;
	nationalPrefixForParsing(): unknown;
	nationalPrefixTransformRule(): unknown;
	possibleLengths(): number[];
	type(kind: string): { pattern(): unknown; possibleLengths(): number[] | undefined } | undefined;
}

function isPlan(plan: object): plan is Plan {
	return 'nationalPrefixForParsing' in plan && 'nationalNumberPattern' in plan && 'type' in plan;
}

function planOf(country: CountryCode): Plan {
	const all = new Metadata(metadata);
	all.selectNumberingPlan(country);
	const plan: object = all.numberingPlan ?? {};
	if (!isPlan(plan))
		throw new Failure(`libphonenumber-js has no plan of ${country} that can be read`);
	return plan;
}

/** The metadata has the number 0 where it has no text. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

interface Numbers {
	lengths: number[];
	pattern: string;
}

/** What a plan says of a kind of number; of one that is not told from others, what holds for all. */
function numbersOf(plan: Plan, kind: 'MOBILE' | 'FIXED_LINE'): Numbers {
	const type = plan.type(kind);
	const own = type === undefined ? undefined : textOf(type.pattern());
	if (type === undefined) return { lengths: [], pattern: '' };
	if (own === '') return { lengths: plan.possibleLengths(), pattern: plan.nationalNumberPattern() };
	return { lengths: type.possibleLengths() ?? plan.possibleLengths(), pattern: own ?? '' };
}

/** Random digits that are the same in each run: the numbers of a Weyl sequence, scrambled (mulberry32). */
function createDigits(): (count: number) => string {
	let state = 1;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % 10;
	};
	return (count) => Array.from({ length: count }, next).join('');
}

/** Which first digits and lengths numbers have that a pattern matches. */
function shapesOf({ lengths, pattern }: Numbers): Array<{ first: string; length: number }> {
	if (pattern === '') return [];
	const whole = new RegExp(`^(?:${pattern})$`);
	const digits = createDigits();
	return [...'0123456789'].flatMap((first) =>
		lengths.flatMap((length) =>
			Array.from({ length: TRIES }).some(() => whole.test(first + digits(length - 1)))
				? [{ first, length }]
				: [],
		),
	);
}

function inOrder(values: number[]): number[] {
	return [...new Set(values)].sort((a, b) => a - b);
}

/** One line of the table: what all countries of a calling code have. */
function rowOf(countries: readonly CountryCode[]): unknown[] {
	const plans = countries.map(planOf);
	const [main] = plans;
	if (main === undefined) throw new Failure('A calling code has no country');
	const mobile = plans.flatMap((plan) => shapesOf(numbersOf(plan, 'MOBILE')));
	const fixed = plans.flatMap((plan) => shapesOf(numbersOf(plan, 'FIXED_LINE')));
	const exits = [...new Set(plans.map((plan) => textOf(plan.IDDPrefix())))].filter(Boolean);
	const trunk = textOf(main.nationalPrefixForParsing());
	const rule = textOf(main.nationalPrefixTransformRule());
	// The plan of Canada also holds seven digits that are dialled within an area only.
	const lengthsOf = (shapes: typeof mobile) =>
		inOrder(shapes.map(({ length }) => length)).filter((length) =>
			main.possibleLengths().includes(length),
		);
	return [
		exits.join('|'),
		trunk,
		rule,
		lengthsOf([...mobile, ...fixed]),
		lengthsOf(mobile),
		[...new Set(mobile.map(({ first }) => first))].sort().join(''),
	];
}

function generate(): string {
	const rows = Object.entries(metadata.country_calling_codes).map(
		([code, countries]) => `'${code}': ${JSON.stringify(rowOf(countries))},`,
	);
	return `import type { PlanRow } from './numberingPlan';

/**
 * The numbering plans of all country calling codes, generated from the metadata of libphonenumber-js
 * (Google's libphonenumber, Apache License 2.0) by \`npm run numbering-plans\`; not to be edited by hand.
 */
export const NUMBERING_PLANS: Readonly<Record<string, PlanRow>> = {
${rows.join('\n')}
};
`;
}

await runTableCommand({
	name: 'numbering-plans',
	file: 'nodes/shared/input/numberingPlans.ts',
	holds: 'the table of numbering plans',
	from: 'libphonenumber-js',
	source: generate,
});
