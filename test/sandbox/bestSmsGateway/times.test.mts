import { describe, expect, it } from '@jest/globals';
import { IANAZone } from 'luxon';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTime } from '../../../lab/sandbox/bestSmsGateway/times.mts';
import { SERVER_ZONE, zoneOfOffset } from '../../../lab/sandbox/bestSmsGateway/zones.mts';

/** What PHP itself answers. */
const php = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../recorded/php-8.2.json'), 'utf8'),
) as {
	offsets: Record<string, string | null>;
	times: Record<string, Record<string, number>>;
	forms: Record<string, number | null>;
};

const NOW = new Date(1795801816_000);

describe('the sandbox reads times as PHP does', () => {
	it('with the same zone for each offset', () => {
		const names = Object.keys(php.offsets).map((offset) => [offset, zoneOfOffset(offset)?.name]);
		const zones = Object.entries(php.offsets).map(([offset, zone]) => [offset, zone ?? undefined]);
		expect(names).toEqual(zones);
	});

	it.each(Object.entries(php.times))(
		'in %s, around the changes of the clocks too',
		(name, times) => {
			const zone = IANAZone.create(name);
			const texts = Object.keys(times);
			expect(texts.length).toBeGreaterThan(1);
			expect(Object.fromEntries(texts.map((text) => [text, readTime(text, zone, NOW)]))).toEqual(
				times,
			);
		},
	);

	it.each(Object.entries(php.forms))('in the form "%s"', (text, seconds) => {
		expect(readTime(text, SERVER_ZONE, NOW)).toBe(seconds ?? undefined);
	});
});
