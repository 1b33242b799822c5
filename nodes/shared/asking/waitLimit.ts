import { DateTime } from 'luxon';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import type { FieldReader } from '../input/fieldReader';
import { formatInZone } from '../input/instant';
import { isRecord } from '../record/json';
import { quoted } from '../record/text';

const MINUTE_MS = 60_000;
const UNITS_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

/**
 * Until when an answer is waited for, by the field Limit Wait Time.
 *
 * @param zone n8n's time zone, in which the user enters times
 * @param now when the run began, in milliseconds since 1970
 * @param asked when the SMS goes out, at the earliest `now`: nobody can answer before
 * @throws NodeOperationError naming the field at fault
 */
export function readWaitLimit(fields: FieldReader, zone: string, now: number, asked: number): Date {
	const { limitWaitTime } = fields.collection('options');
	if (!isRecord(limitWaitTime) || !isRecord(limitWaitTime.values)) return WAIT_INDEFINITELY;
	const { limitType, resumeAmount, resumeUnit, maxDateAndTime } = limitWaitTime.values;
	if (limitType === 'atSpecifiedTime') {
		const instant = fields.futureInstant(maxDateAndTime, 'Max Date and Time', zone, now);
		if (instant !== undefined && instant.toMillis() <= asked) {
			throw fields.error(
				`The SMS is sent at ${inZone(asked, zone)}, which is not before Max Date and Time, so nobody could respond.`,
				'Enter a later Max Date and Time, or change Send At or Send Only Between.',
			);
		}
		if (instant !== undefined) return atMost(instant.toMillis());
		throw fields.error(
			'Max Date and Time is empty.',
			'Enter a date and time, or remove Limit Wait Time.',
		);
	}
	const unit = UNITS_MS[fields.trimmedText(resumeUnit, 'Unit') ?? 'hours'];
	if (unit === undefined) {
		throw fields.error(
			`Unit is ${quoted(String(resumeUnit))}, which is not a unit of time.`,
			'Choose Minutes, Hours or Days in Unit.',
		);
	}
	const amount = 'resumeAmount' in limitWaitTime.values ? resumeAmount : 1;
	return atMost(asked + readAmount(fields, amount) * unit);
}

function readAmount(fields: FieldReader, value: unknown): number {
	const text = fields.trimmedText(value, 'Amount') ?? '';
	const amount = text === '' ? NaN : Number(text);
	if (Number.isFinite(amount) && amount > 0) return amount;
	throw fields.error(
		text === '' ? 'Amount is empty.' : `Amount is ${quoted(text)}, which is not a time to wait.`,
		'Enter a number above 0 in Amount, or remove Limit Wait Time.',
	);
}

/** As people read it, in n8n's time zone. */
function inZone(time: number, zone: string): string {
	return formatInZone(DateTime.fromMillis(time), zone, 'yyyy-MM-dd HH:mm');
}

function atMost(time: number): Date {
	return new Date(Math.min(time, WAIT_INDEFINITELY.getTime()));
}
