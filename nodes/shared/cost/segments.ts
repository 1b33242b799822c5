import type { Encoding } from '../record/message';
import { encodingOf, isExtended } from './encoding';
import { graphemesOf } from './graphemes';

/** How much fits into an SMS: septets in GSM-7, UTF-16 units in UCS-2. */
interface SegmentSizes {
	/** An SMS that is alone. */
	single: number;
	/** The first of several. */
	first: number;
	/** Each further one of several. */
	further: number;
	/** The longest text that the gateway takes, where it has a limit. */
	longest?: number;
}

/** How a gateway counts the segments of a text. */
export interface SmsSizes {
	'GSM-7': SegmentSizes;
	'UCS-2': SegmentSizes;
	/**
	 * Whether the gateway divides the number of code points by the sizes, instead of filling segment after segment with
	 * whole characters: then a character of the extension table and an emoji count as one.
	 */
	byLength: boolean;
}

/**
 * 140 bytes, of which the header that joins several SMS takes 6 (3GPP TS 23.040, section 9.2.3.24): 160 and 153 septets,
 * 70 and 67 UTF-16 units.
 */
export const STANDARD_SIZES: SmsSizes = {
	'GSM-7': { single: 160, first: 153, further: 153 },
	'UCS-2': { single: 70, first: 67, further: 67 },
	byLength: false,
};

/** What a text takes. */
export interface SegmentCount {
	/** How many SMS. */
	segments: number;
	encoding: Encoding;
	/** How long it is, in what `SegmentSizes` counts; in code points where the gateway counts by length. */
	length: number;
	/** Whether the gateway takes no text as long as this. */
	isTooLong: boolean;
}

/**
 * Counts the SMS that a text needs, in time that grows with its length. No character is cut at the end of a segment: of
 * the extension table, of two UTF-16 units, or an emoji of several parts, unless it is longer than a segment. A gateway
 * that cuts such an emoji may need one SMS less.
 *
 * @param encoding where the user decides it; a character that it lacks counts as one
 */
export function countSegments(
	text: string,
	sizes: SmsSizes = STANDARD_SIZES,
	encoding: Encoding = encodingOf(text),
): SegmentCount {
	const size = sizes[encoding];
	const length = lengthOf(text, encoding, sizes.byLength);
	const segments =
		length <= size.single ? 1 : sizes.byLength ? divide(length, size) : fill(text, encoding, size);
	return { segments, encoding, length, isTooLong: length > (size.longest ?? Infinity) };
}

/**
 * How much of a text fits into this many SMS, in what `SegmentCount` has as its length.
 *
 * @param encoding as `SegmentCount` has it
 */
export function fittingLength(
	text: string,
	segments: number,
	encoding: Encoding,
	sizes: SmsSizes,
): number {
	const { single, first, further } = sizes[encoding];
	if (sizes.byLength) return segments === 1 ? single : first + (segments - 1) * further;
	const size = segments === 1 ? { first: single, further: single } : { first, further };
	let fits = 0;
	fill(text, encoding, size, (used, length) => {
		if (used <= segments) fits += length;
	});
	return fits;
}

function lengthOf(text: string, encoding: Encoding, byLength: boolean): number {
	if (encoding === 'UCS-2' && !byLength) return text.length;
	let length = 0;
	for (const character of text) {
		length += byLength || !isExtended(character.charCodeAt(0)) ? 1 : 2;
	}
	return length;
}

function divide(length: number, { first, further }: SegmentSizes): number {
	return 1 + Math.ceil((length - first) / further);
}

/** @param visit gets the segment, from 1, of each piece that may not be cut, and the length of the piece */
function fill(
	text: string,
	encoding: Encoding,
	{ first, further }: Pick<SegmentSizes, 'first' | 'further'>,
	visit: (segment: number, length: number) => void = () => {},
): number {
	let segments = 1;
	let free = first;
	for (const length of encoding === 'GSM-7' ? septets(text) : units(text, further)) {
		if (length > free) {
			segments++;
			free = further;
		}
		free -= length;
		visit(segments, length);
	}
	return segments;
}

function* septets(text: string): Generator<number, void> {
	for (const character of text) yield isExtended(character.charCodeAt(0)) ? 2 : 1;
}

/** @param most what a segment holds: a longer character is cut between its code points */
function* units(text: string, most: number): Generator<number, void> {
	for (const grapheme of graphemesOf(text)) {
		// A person counts one line break, but a segment may end within it.
		const isWhole = grapheme !== '\r\n' && grapheme.length <= most;
		if (isWhole) yield grapheme.length;
		else for (const codePoint of grapheme) yield codePoint.length;
	}
}
