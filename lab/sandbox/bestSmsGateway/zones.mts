import { DateTime, IANAZone } from 'luxon';
import type { Zone } from 'luxon';

/** The zone of the server, in which filters are read, and which stands in for an offset that has none (fact sheet 1.3, 12.1). */
export const SERVER_ZONE = IANAZone.create('Africa/Lagos');

/**
 * The zone that PHP chooses for an offset, by minutes east of Greenwich: `timezone_name_from_abbr('', offset, 0)` and,
 * where that has none, the first zone in `timezone_abbreviations_list()` that ever had this offset (source,
 * `tz_offset_to_name`). Asked of PHP 8.2.36 (`test/recorded/php-8.2.json`); which PHP the vendor runs is not known. Fact
 * sheet 12.1 has those of +0, +1, -3:30 and the offsets that are right all year.
 */
const ZONES: Record<number, string> = {
	[-660]: 'Pacific/Apia',
	[-630]: 'Pacific/Honolulu',
	[-600]: 'Pacific/Honolulu',
	[-570]: 'Pacific/Honolulu',
	[-540]: 'America/Anchorage',
	[-480]: 'America/Los_Angeles',
	[-420]: 'America/Denver',
	[-360]: 'America/Chicago',
	[-300]: 'America/New_York',
	[-270]: 'America/Caracas',
	[-240]: 'America/Halifax',
	[-210]: 'America/St_Johns',
	[-180]: 'America/Sao_Paulo',
	[-150]: 'America/St_Johns',
	[-120]: 'America/Goose_Bay',
	[-90]: 'America/St_Johns',
	[-60]: 'Atlantic/Azores',
	0: 'Europe/London',
	60: 'Europe/Paris',
	90: 'Africa/Johannesburg',
	120: 'Europe/Helsinki',
	180: 'Europe/Moscow',
	240: 'Asia/Dubai',
	300: 'Asia/Karachi',
	330: 'Asia/Kolkata',
	345: 'Asia/Katmandu',
	360: 'Asia/Karachi',
	420: 'Asia/Krasnoyarsk',
	480: 'Asia/Shanghai',
	510: 'Asia/Hong_Kong',
	540: 'Asia/Tokyo',
	570: 'Australia/Adelaide',
	600: 'Australia/Melbourne',
	630: 'Australia/Adelaide',
	660: 'Australia/Melbourne',
	690: 'Pacific/Auckland',
	720: 'Pacific/Auckland',
	750: 'Pacific/Auckland',
	780: 'Pacific/Auckland',
};

/** The zone that the gateway chooses for an offset such as `+1` or `-3:30`: one with summer time; undefined for none. */
export function zoneOfOffset(offset: string): Zone | undefined {
	const [hours = '', minutes = '0'] = offset.split(':', 2);
	const whole = Number.parseInt(hours, 10) || 0;
	// The minutes have no sign of their own, so -0:30 is read as +0:30.
	const rest = (Number.parseInt(minutes, 10) || 0) * (whole < 0 ? -1 : 1);
	const name = ZONES[whole * 60 + rest];
	return name === undefined ? undefined : IANAZone.create(name);
}

/** The day that it is for the server, as `YYYY-MM-DD`. */
export function serverDay(now: Date): string {
	return DateTime.fromJSDate(now, { zone: SERVER_ZONE }).toFormat('yyyy-MM-dd');
}
