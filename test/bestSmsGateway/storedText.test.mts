import { describe, expect, it } from '@jest/globals';
import {
	asStored,
	changeOf,
	FILLED_IN_FOR_GROUPS,
	FILLED_IN_FOR_NUMBERS,
} from '../../nodes/BestSmsGateway/records/storedText.ts';

describe('what the gateway changes', () => {
	it.each([
		['Hi 😀!', 'contains “😀”, which BestSMSGateway turns into “????”'],
		['𝐁old', 'contains “𝐁”, which BestSMSGateway turns into “????”'],
		['Call [Phone]', 'contains “[Phone]”, which BestSMSGateway replaces with its own value'],
		['At [TIME]', 'contains “[TIME]”, which BestSMSGateway replaces with its own value'],
		['é'.repeat(40_000), 'has 80000 bytes, of which BestSMSGateway keeps 65535'],
	])('in %.20j', (text, expected) => {
		expect(changeOf(text, FILLED_IN_FOR_NUMBERS)).toBe(expected);
	});

	// All of these have at most three bytes in UTF-8, which the gateway keeps (fact sheet 12.5).
	it.each([
		['Grüße, ć, 你好, ☀ and ❤'],
		['Dear [firstname] [lastname]'],
		['[text] [] [phone'],
		['x'.repeat(65_535)],
	])('not in %.20j', (text) => {
		expect(changeOf(text, FILLED_IN_FOR_NUMBERS)).toBeUndefined();
	});

	it.each([
		['Hi [firstname], your number is [phone], in [group_name]', undefined],
		['At [time]', expect.stringMatching('“\\[time\\]”')],
		['Contact [contact_id]', expect.stringMatching('“\\[contact_id\\]”')],
	])('for a group: %j', (text, expected) => {
		expect(changeOf(text, FILLED_IN_FOR_GROUPS)).toEqual(expected);
	});

	it('in a name, where no words are filled in', () => {
		expect(changeOf('[phone]')).toBeUndefined();
		expect(changeOf('Ada 🌸')).toBe('contains “🌸”, which BestSMSGateway turns into “????”');
	});
});

it('stores four question marks for a character of four bytes', () => {
	expect(asStored('a😀b👩‍👧')).toBe('a????b????‍????');
});
