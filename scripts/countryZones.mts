/**
 * Writes nodes/shared/schedule/countryZones.ts from the time zones of @vvo/tzdb and the calling codes of
 * libphonenumber-js, or with --check only says whether it is out of date.
 */
import { rawTimeZones } from '@vvo/tzdb';
import metadata from 'libphonenumber-js/max/metadata';
import { IANAZone } from 'luxon';
import { runTableCommand } from '../lab/generatedTable.mts';

/** The years in which zones that count as one have the same time; the last one is not among them. */
const YEARS = { from: 2026, to: 2036 };

const DAY_MS = 24 * 60 * 60 * 1000;

/** The offsets of a zone from UTC, day by day. */
function clockOf(zone: string): string {
	const from = Date.UTC(YEARS.from, 0, 1);
	const days = (Date.UTC(YEARS.to, 0, 1) - from) / DAY_MS;
	const offsetOn = (day: number) => IANAZone.create(zone).offset(from + day * DAY_MS);
	return Array.from({ length: days }, (_, day) => offsetOn(day)).join();
}

/** The zone of all countries of a calling code; undefined where they have several, or one that is not known. */
function zoneOf(countries: readonly string[]): string | undefined {
	const zones = countries.map((country) =>
		// Zones of a country in which the time is the same are one row, named after the largest city.
		rawTimeZones.filter(({ countryCode }) => countryCode === country).map(({ name }) => name),
	);
	const clocks = new Set(zones.flat().map(clockOf));
	return zones.every(({ length }) => length > 0) && clocks.size === 1 ? zones[0]?.[0] : undefined;
}

function generate(): string {
	const rows = Object.entries(metadata.country_calling_codes).flatMap(([code, countries]) => {
		const zone = zoneOf(countries);
		return zone === undefined ? [] : [`'${code}': '${zone}',`];
	});
	return `/**
 * The time zones by country calling code, where all who have the code have the same time in the years ${YEARS.from} to ${YEARS.to - 1};
 * generated from @vvo/tzdb (IANA time zone database and GeoNames, MIT License) and the calling codes of
 * libphonenumber-js by \`npm run country-zones\`; not to be edited by hand.
 */
export const COUNTRY_ZONES: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
}

await runTableCommand({
	name: 'country-zones',
	file: 'nodes/shared/schedule/countryZones.ts',
	holds: 'the time zones by calling code',
	from: '@vvo/tzdb',
	source: generate,
});
