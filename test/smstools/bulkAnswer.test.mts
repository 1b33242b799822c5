import { describe, expect, it } from '@jest/globals';
import type { Share } from '../../nodes/Smstools/api/bulkAnswer.ts';
import { readBulkAnswer, sharesOf } from '../../nodes/Smstools/api/bulkAnswer.ts';

const NUMBERS = ['+31600000001', '31600000002', '31600000003'];
const named = (number: string) => ({ error: 103, errorMsg: `Phone number ${number} is not valid` });
const UNNAMED = { error: 103, errorMsg: 'A phone number is not valid' };

const accepted = (id: string | null): Share => ({ kind: 'accepted', id });
const refused = (sentence: string): Share => ({ kind: 'refused', error: { code: 103, sentence } });
const unclear = (...sentences: string[]): Share => ({
	kind: 'unclear',
	errors: sentences.map((sentence) => ({ code: 103, sentence })),
});

function shares(body: unknown, numbers = NUMBERS): Share[] {
	const answer = readBulkAnswer(body);
	if (answer === undefined) throw new Error('not read');
	return sharesOf(numbers, answer, true);
}

describe('the share of each number', () => {
	it.each<[string, unknown, Share[]]>([
		['ids for all', { IDs: [1, 2, 3] }, ['1', '2', '3'].map(accepted)],
		[
			'a named error between two ids, with another spelling of the number',
			{ IDs: [1, 3], errors: [named('+31600000002')] },
			[accepted('1'), refused(named('+31600000002').errorMsg), accepted('3')],
		],
		[
			'a number without its plus',
			{ IDs: [2, 3], errors: [named('31600000001')] },
			[refused(named('31600000001').errorMsg), accepted('2'), accepted('3')],
		],
		[
			'a number within a longer one, which names nobody',
			{ IDs: [1, 2], errors: [named('316000000019')] },
			NUMBERS.map(() => unclear(named('316000000019').errorMsg)),
		],
		[
			'an error that names nobody',
			{ IDs: [1, 2], errors: [UNNAMED] },
			NUMBERS.map(() => unclear(UNNAMED.errorMsg)),
		],
		[
			'an error that names nobody, beside one that does',
			{ IDs: [1], errors: [named('31600000003'), UNNAMED] },
			[
				unclear(UNNAMED.errorMsg),
				unclear(UNNAMED.errorMsg),
				refused(named('31600000003').errorMsg),
			],
		],
		[
			'as many errors as numbers',
			{ errors: [UNNAMED, UNNAMED, UNNAMED] },
			NUMBERS.map(() => refused(UNNAMED.errorMsg)),
		],
		[
			'fewer errors than numbers, and no id',
			{ errors: [UNNAMED] },
			NUMBERS.map(() => unclear(UNNAMED.errorMsg)),
		],
		[
			'a named error only, which says nothing of the others',
			{ IDs: [], errors: [named('31600000002')] },
			[unclear(), refused(named('31600000002').errorMsg), unclear()],
		],
		['too few ids', { IDs: [1, 2] }, NUMBERS.map(() => unclear())],
		[
			'an id too many for its errors',
			{ IDs: [1, 2, 3], errors: [named('31600000002')] },
			[unclear(), unclear(), unclear()],
		],
	])('is read from %s', (_, body, expected) => {
		expect(shares(body)).toEqual(expected);
	});

	it('gives the one id that is left although the order is not known', () => {
		const answer = readBulkAnswer({ IDs: [7], errors: [named('+31600000001')] });
		if (answer === undefined) throw new Error('not read');
		expect(sharesOf(NUMBERS.slice(0, 2), answer, false)).toMatchObject([
			{ kind: 'refused' },
			{ kind: 'accepted', id: '7' },
		]);
	});
});

it.each([[{}], [{ status: 'fine' }], [[]], [['a']], [null], ['x'], [5]])(
	'%j is not read as an answer',
	(body) => {
		expect(readBulkAnswer(body)).toBeUndefined();
	},
);
