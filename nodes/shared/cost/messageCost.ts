import type { FieldReader } from '../input/fieldReader';
import type { Encoding } from './encoding';
import { problemOfSegments } from './segmentLimit';
import type { ReplacedText, Replacement } from './replacements';
import { replaceSpecialCharacters } from './replacements';
import type { SegmentCount, SmsSizes } from './segments';
import { countSegments } from './segments';
import type { SpecialCharacter } from './specialCharacters';
import { specialCharactersOf } from './specialCharacters';

/** The text of an SMS as it is sent, and what it takes. */
export interface CountedText extends Pick<SegmentCount, 'segments' | 'encoding'> {
	text: string;
	/** What Replace Special Characters replaced. */
	replaced: Replacement[];
}

/**
 * Applies Replace Special Characters and Most Segments, both in Additional Fields, to the text of an SMS.
 *
 * @param encoding where a field of the gateway decides it
 * @throws NodeOperationError for a text that needs more SMS than Most Segments allows, and for values that cannot be used
 */
export function readCountedText(
	fields: FieldReader,
	entered: string,
	sizes: SmsSizes,
	encoding?: Encoding,
): CountedText {
	const additional = fields.collection('additionalFields');
	const replaces =
		fields.switch(additional.replaceSpecialCharacters, 'Replace Special Characters') ?? false;
	const { text, replaced } = replaces
		? replaceUnlessUcs2(entered, sizes, encoding)
		: unchanged(entered);
	const count = countSegments(text, sizes, encoding);
	const limit = readSegmentLimit(fields, additional);
	const problem = problemOfSegments(text, count, limit, sizes, encoding !== undefined);
	if (problem !== undefined) throw fields.error(problem.problem, problem.advice);
	return { text, replaced, segments: count.segments, encoding: count.encoding };
}

/**
 * Most Segments; Infinity where it is not set. A limit that somebody added is never left out, e.g. because an expression in
 * it has no value.
 *
 * @param additional the collection Additional Fields
 * @throws NodeOperationError for a value that cannot be used
 */
export function readSegmentLimit(fields: FieldReader, additional: Record<string, unknown>): number {
	if (!('maxSegments' in additional)) return Infinity;
	const limit = fields.wholeNumber(additional.maxSegments, 'Most Segments');
	if (limit !== undefined && limit > 0) return limit;
	throw fields.error(
		limit === 0 ? 'Most Segments is 0, so no SMS could be sent.' : 'Most Segments is empty.',
		'Enter 1 or more in Most Segments, or remove it from Additional Fields.',
	);
}

/** What a text would cost, before it is sent. */
export type Estimate = Pick<SegmentCount, 'segments' | 'encoding'> & {
	/** How long it is: in UCS-2 an emoji counts as two or more, in GSM-7 a character such as € as two. */
	length: number;
	/** Whether it is longer than the gateway takes. */
	isTooLong: boolean;
	/** What is not in the plain SMS alphabet; the first 20 different ones. */
	specialCharacters: SpecialCharacter[];
	/** The text after Replace Special Characters, and what it would take. */
	replacedText: string;
	replacedSegments: number;
	replaced: Replacement[];
};

/** @param encoding where a field of the gateway decides it */
export function estimate(text: string, sizes: SmsSizes, encoding?: Encoding): Estimate {
	const { text: replacedText, replaced } = replaceUnlessUcs2(text, sizes, encoding);
	return {
		...countSegments(text, sizes, encoding),
		specialCharacters: specialCharactersOf(text),
		replacedText,
		replacedSegments: countSegments(replacedText, sizes, encoding).segments,
		replaced,
	};
}

/** Where the gateway is told to use UCS-2, no replacing changes that. */
function replaceUnlessUcs2(text: string, sizes: SmsSizes, encoding?: Encoding): ReplacedText {
	return encoding === 'UCS-2' ? unchanged(text) : replaceSpecialCharacters(text, sizes);
}

function unchanged(text: string): ReplacedText {
	return { text, replaced: [] };
}
