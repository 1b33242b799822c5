import { expect, it } from '@jest/globals';
import { readRetryAfter } from '../../../nodes/shared/http/httpAnswer.ts';

it.each([
	['2', 2_000],
	[2, 2_000],
	['0', 1_000],
	['-5', 1_000],
	['Wed, 21 Oct 2015 07:28:00 GMT', 1_000],
	['', undefined],
	[undefined, undefined],
	['soon', undefined],
	['1e300', undefined],
	['9'.repeat(400), undefined],
	[{}, undefined],
])('reads “%s” as %s milliseconds', (header, ms) => {
	expect(readRetryAfter(header)).toBe(ms);
});
