import type { FieldReader } from '../input/fieldReader';
import type { Encoding, Message } from '../record/message';
import { problemOfSegments } from './segmentLimit';
import type { ReplacedText, Replacement } from './replacements';
import { replaceSpecialCharacters } from './replacements';
import type { SegmentCount, SmsSizes } from './segments';
import { countSegments } from './segments';
import type { SpecialCharacter } from './specialCharacters';
import { specialCharactersOf } from './specialCharacters';

/** The text of a message as it is sent, and what it takes. */
export interface OutgoingText extends ReplacedText {
	/** Null where the message is no SMS, such as a call. */
	segments: number | null;
	encoding: Encoding | null;
}

/** The text of an SMS as it is sent, and what it takes. */
export interface CountedText extends OutgoingText {
	segments: number;
	encoding: Encoding;
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
	const { text, replaced } = readReplacedText(fields, entered, sizes, encoding);
	return { text, replaced, ...readSegments(fields, text, sizes, encoding) };
}

/**
 * Applies Replace Special Characters of Additional Fields to a text.
 *
 * @param encoding as `readCountedText` has it
 */
export function readReplacedText(
	fields: FieldReader,
	entered: string,
	sizes: SmsSizes,
	encoding?: Encoding,
): ReplacedText {
	const { replaceSpecialCharacters: value } = fields.collection('additionalFields');
	const isOn = fields.switch(value, 'Replace Special Characters') ?? false;
	return isOn ? replaceUnlessUcs2(entered, sizes, encoding) : unchanged(entered);
}

/**
 * Counts what a text takes, within Most Segments of Additional Fields.
 *
 * @param text as the gateway counts it
 * @param encoding as `readCountedText` has it
 * @throws NodeOperationError as `readCountedText` does
 */
export function readSegments(
	fields: FieldReader,
	text: string,
	sizes: SmsSizes,
	encoding?: Encoding,
): Pick<CountedText, 'segments' | 'encoding'> {
	const count = countSegments(text, sizes, encoding);
	const limit = readSegmentLimit(fields, fields.collection('additionalFields'));
	const problem = problemOfSegments(text, count, limit, sizes, encoding !== undefined);
	if (problem !== undefined) throw fields.error(problem.problem, problem.advice);
	return { segments: count.segments, encoding: count.encoding };
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
	const limit = fields.wholeNumber(additional.maxSegments, 'Most Segments', 2);
	if (limit !== undefined && limit > 0) return limit;
	throw fields.error(
		limit === 0 ? 'Most Segments is 0, so no SMS could be sent.' : 'Most Segments is empty.',
		'Enter 1 or more in Most Segments, or remove it from Additional Fields.',
	);
}

/** The text of what is no SMS, such as a call. */
export function notCounted(text: string): OutgoingText {
	return { ...unchanged(text), segments: null, encoding: null };
}

/** What of an outgoing text goes into the output. */
export type CostFields = Required<Pick<Message, 'segments' | 'encoding'>> & {
	/** Missing where nothing was replaced. */
	replacedCharacters?: Replacement[];
};

/** What the output tells of a text that was sent. */
export function costFieldsOf({
	segments,
	encoding,
	replaced,
}: Omit<OutgoingText, 'text'>): CostFields {
	return {
		segments,
		encoding,
		...(replaced.length > 0 && { replacedCharacters: replaced }),
	};
}

/**
 * What the text of an outgoing SMS takes that was read from the gateway.
 *
 * @param text null where the gateway does not tell it
 * @param encoding where the gateway tells it
 */
export function countedAgain(
	text: string | null,
	sizes: SmsSizes,
	encoding?: Encoding,
): Required<Pick<Message, 'segments' | 'encoding'>> {
	if (text === null) return { segments: null, encoding: null };
	const count = countSegments(text, sizes, encoding);
	return { segments: count.segments, encoding: count.encoding };
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
	replacedCharacters: Replacement[];
};

/**
 * @param encoding where a field of the gateway decides it
 * @param asStored what the gateway makes of a text before it counts, where it changes it
 */
export function estimate(
	text: string,
	sizes: SmsSizes,
	encoding?: Encoding,
	asStored: (text: string) => string = (stored) => stored,
): Estimate {
	const { text: replacedText, replaced } = replaceUnlessUcs2(text, sizes, encoding);
	return {
		...countSegments(asStored(text), sizes, encoding),
		specialCharacters: specialCharactersOf(text),
		replacedText,
		replacedSegments: countSegments(asStored(replacedText), sizes, encoding).segments,
		replacedCharacters: replaced,
	};
}

/** Where the gateway is told to use UCS-2, no replacing changes that. */
function replaceUnlessUcs2(text: string, sizes: SmsSizes, encoding?: Encoding): ReplacedText {
	return encoding === 'UCS-2' ? unchanged(text) : replaceSpecialCharacters(text, sizes);
}

function unchanged(text: string): ReplacedText {
	return { text, replaced: [] };
}
