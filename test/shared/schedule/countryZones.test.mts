import { expect, it } from '@jest/globals';
import { rawTimeZones } from '@vvo/tzdb';
import metadata from 'libphonenumber-js/max/metadata';
import { IANAZone } from 'luxon';
import { zoneOfNumber } from '../../../nodes/shared/schedule/countryZone.ts';
import { COUNTRY_ZONES } from '../../../nodes/shared/schedule/countryZones.ts';

const STEP_MS = 3 * 60 * 60 * 1000;

/** The zones of a country by Unicode's CLDR, which Node.js has; Node.js 20 has them as a property. */
function zonesOf(country: string): string[] {
	const locale: object = new Intl.Locale(`und-${country}`);
	const zones: unknown =
		'getTimeZones' in locale && typeof locale.getTimeZones === 'function'
			? Reflect.apply(locale.getTimeZones, locale, [])
			: 'timeZones' in locale && locale.timeZones;
	return Array.isArray(zones) ? zones.map(String) : [];
}

/** The offsets of a zone in 2027, every three hours. */
function clockOf(zone: string): string {
	const start = Date.UTC(2027, 0, 1);
	return Array.from({ length: 365 * 8 }, (_, step) =>
		IANAZone.create(zone).offset(start + step * STEP_MS),
	).join();
}

const clocks = new Map<string, string>();

function sameClock(one: string, other: string): boolean {
	for (const zone of [one, other]) if (!clocks.has(zone)) clocks.set(zone, clockOf(zone));
	return clocks.get(one) === clocks.get(other);
}

it('has for a calling code the time of all who have it, as CLDR knows their zones', () => {
	const countriesOf = new Map<string, string[]>(Object.entries(metadata.country_calling_codes));
	const wrong = Object.entries(COUNTRY_ZONES).flatMap(([code, zone]) => {
		const zones = (countriesOf.get(code) ?? []).flatMap(zonesOf);
		return zones.length > 0 && zones.every((one) => sameClock(one, zone)) ? [] : [[code, zone]];
	});
	expect(wrong).toEqual([]);
});

it('leaves out the calling codes with several times, and those whose zone is not known', () => {
	const left = Object.entries(metadata.country_calling_codes).filter(
		([code]) => !(code in COUNTRY_ZONES),
	);
	const unknown = left.filter(([, countries]) => {
		const zones = countries.flatMap(zonesOf);
		return countries.some((country) => zonesOf(country).length === 0) || zones.length === 0;
	});
	const several = left.filter(([, countries]) => {
		const [first = '', ...others] = countries.flatMap(zonesOf);
		return others.some((zone) => !sameClock(first, zone));
	});
	const codes = [...new Set([...unknown, ...several].map(([code]) => code))].sort();
	expect(codes).toEqual(left.map(([code]) => code).sort());
});

it('has zones that every generation of Node.js knows', () => {
	expect(Object.values(COUNTRY_ZONES).filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
	expect(rawTimeZones.map(({ name }) => name)).toEqual(
		expect.arrayContaining(Object.values(COUNTRY_ZONES)),
	);
});

it.each([
	['+33612345678', 'Europe/Paris'],
	['0033 6 12 34 56 78', 'Europe/Paris'],
	// Nothing tells that it is not a local number of another country, as the next one, of New York, may be one of Cairo.
	['33612345678', undefined],
	['2025550123', undefined],
	['(202) 555-0123', undefined],
	['+49 1512 3456789', 'Europe/Berlin'],
	['+447700900123', 'Europe/London'],
	['+12025550123', undefined],
	['+79161234567', undefined],
	['+34612345678', undefined],
	['0612345678', undefined],
	['612345678', undefined],
	['38080', undefined],
	['+999123', undefined],
	['', undefined],
])('the zone of %j is %s', (number, zone) => {
	expect(zoneOfNumber(number)).toBe(zone);
});
