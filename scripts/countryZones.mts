/**
 * Writes nodes/shared/schedule/countryZones.ts from the time zones of @vvo/tzdb and the calling codes of
 * libphonenumber-js, or with --check only says whether it is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawTimeZones } from '@vvo/tzdb';
import metadata from 'libphonenumber-js/max/metadata';
import { IANAZone } from 'luxon';
import { format, resolveConfig } from 'prettier';
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { repository, shortPath } from '../lab/n8n/workshop.mts';

const target = join(repository, 'nodes/shared/schedule/countryZones.ts');

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

async function generate(): Promise<string> {
	const rows = Object.entries(metadata.country_calling_codes).flatMap(([code, countries]) => {
		const zone = zoneOf(countries);
		return zone === undefined ? [] : [`'${code}': '${zone}',`];
	});
	const source = `/**
 * The time zones by country calling code, where all who have the code have the same time in the years ${YEARS.from} to ${YEARS.to - 1};
 * generated from @vvo/tzdb (IANA time zone database and GeoNames, MIT License) and the calling codes of
 * libphonenumber-js by \`npm run country-zones\`; not to be edited by hand.
 */
export const COUNTRY_ZONES: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
	const options = await resolveConfig(target, { editorconfig: true });
	return await format(source, { ...options, parser: 'typescript' });
}

await runCommand(
	{
		name: 'country-zones',
		summary: `Writes the time zones by calling code, ${shortPath(target)}, from @vvo/tzdb and libphonenumber-js.`,
		options: {
			check: { type: 'boolean', default: false, help: 'Only says whether it is out of date.' },
		},
		whenStopped: 'Stopped before the table was written.',
	},
	async ({ check }) => {
		const written = await generate();
		const isSame = (await readFile(target, 'utf8').catch(() => '')) === written;
		if (check && !isSame) {
			throw new Failure(`${shortPath(target)} is out of date. Run: npm run country-zones`);
		}
		if (!isSame) await writeFile(target, written);
		say(`${shortPath(target)} ${isSame ? 'is up to date' : 'was written'}.`);
	},
);
