import { readCountedText, readSegmentLimit } from '../cost/messageCost';
import { problemOfSegments } from '../cost/segmentLimit';
import type { SegmentCount, SmsSizes } from '../cost/segments';
import { countSegments, fittingLength } from '../cost/segments';
import type { FieldReader } from '../input/fieldReader';

/** The text of the SMS: the question, and the link below it. */
export interface QuestionText extends Pick<SegmentCount, 'segments' | 'encoding'> {
	text: string;
}

/**
 * Puts question and link into one text, by Replace Special Characters and Most Segments.
 *
 * @param unlimited the fields without Most Segments, so that a text that is too long is refused with its link in mind
 * @throws NodeOperationError for a text that needs more SMS than Most Segments allows
 */
export function readQuestionText(
	fields: FieldReader,
	unlimited: FieldReader,
	question: string,
	link: string,
	sizes: SmsSizes,
): QuestionText {
	const ending = `\n${link}`;
	const { text, segments, encoding } = readCountedText(unlimited, question + ending, sizes);
	const limit = readSegmentLimit(fields, fields.collection('additionalFields'));
	if (segments <= limit) return { text, segments, encoding };

	const count = countSegments(text, sizes, encoding);
	// A character that makes the SMS shorter is the better reason than the link.
	const forced = encoding === 'UCS-2' && problemOfSegments(text, count, limit, sizes);
	if (forced) throw fields.error(forced.problem, forced.advice);
	const left = fittingLength(text, limit, encoding, sizes) - ending.length;
	throw fields.error(
		`Message and its link need ${segments} SMS (limit ${limit}): the link takes ${ending.length} of the ${count.length} characters.`,
		left > 0
			? `Shorten Message to ${left} characters, or raise Most Segments.`
			: 'Raise Most Segments: a link of this length does not fit.',
	);
}
