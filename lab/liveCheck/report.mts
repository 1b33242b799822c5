import type { LiveCheck, Observation, OpenPoint, Step, Verdict } from './liveCheck.mts';
import { jsonOf } from './exchange.mts';
import { scrub, withShortQuotes, withoutQuotes } from './scrub.mts';
import { shapeOf } from './shape.mts';

/** What one point came to. */
interface Finding {
	point: OpenPoint;
	verdict: Verdict;
	seen: string;
}

/** What one step came to; without an observation it was left out. */
export interface StepResult {
	step: Step;
	observation?: Observation;
	findings: Finding[];
}

const WORDS: Record<Verdict, string> = {
	asExpected: 'as expected',
	differs: '**differs**',
	cannotTell: 'cannot be told',
};

/** Writes the report as Markdown, without what was entered and without phone numbers. */
export function reportOf(
	check: LiveCheck,
	results: readonly StepResult[],
	version: string,
	secrets: readonly string[],
): string {
	const findings = results.flatMap((result) => result.findings);
	const count = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).length;
	const parts = results.map(({ step, observation, findings: ofStep }) => {
		const head = `## ${step.name}`;
		if (observation === undefined) return `${head}\n\nNot run.`;
		const exchanges = observation.exchanges.map(
			(one) =>
				`- \`${one.method} ${one.path.replace(/\/(?=[^/]*\d)[^/]{3,}/g, '/(ID)')}\`: HTTP ${one.status}, ${one.contentType || 'no type'}, \`${shapeOf(jsonOf(one), observation.names).replaceAll('`', "'")}\``,
		);
		const rows = ofStep.map(
			({ point, verdict, seen }) =>
				`- ${point.question} (fact sheet, ${point.section}): ${WORDS[verdict]}\n  - expected: ${point.expected}\n  - seen: ${seen}`,
		);
		const error =
			observation.error === undefined ? [] : [`The node said: ${withoutQuotes(observation.error)}`];
		return [
			head,
			[...error, exchanges.join('\n'), rows.join('\n')].filter(Boolean).join('\n\n'),
		].join('\n\n');
	});
	const text = `# Live check of ${check.title}

Package ${version}. ${count('differs')} of ${findings.length} points differ, ${count('cannotTell')} cannot be told.

${parts.join('\n\n')}
`;
	return withShortQuotes(scrub(text, secrets));
}
