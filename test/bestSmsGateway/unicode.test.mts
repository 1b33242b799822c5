import { expect, it } from '@jest/globals';
import { needsUnicode } from '../../nodes/BestSmsGateway/sending/unicode.ts';

it.each([
	['', false],
	['Hello, World! 0-9 @£$¥ {[~]}|\\^€ äöüßñ\r\n', false],
	['ΔΦΓΛΩΠΨΣΘΞ', false],
	['naïve', true],
	['ç', true],
	['`', true],
	['“quoted”', true],
	['a – b', true],
	['😀', true],
	['你好', true],
	['tab\t', true],
])('%j needs Unicode: %s', (text, expected) => {
	expect(needsUnicode(text)).toBe(expected);
});
