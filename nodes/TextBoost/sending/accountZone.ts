import type { IAllExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { formatInZone, isZone } from '../../shared/input/instant';
import { runCacheOf } from '../../shared/operations/runMemory';
import { textOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { PROFILE } from '../api/endpoints';
import { recordIn } from '../api/pages';
import type { Api } from '../api/request';
import { NO_READS } from '../api/request';

/** How the server wants a time, which it calls RFC 3339 (vendor document, send). */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm';

/**
 * Writes an instant as `schedule_time`, in the zone of the account, which its profile names (fact
 * sheet, section 7). The profile is read once a run, and only where there is a time.
 *
 * Nothing has been sent where this does not succeed.
 */
export async function toScheduleTime(
	context: IAllExecuteFunctions,
	api: Api,
	sendAt: string | undefined,
): Promise<Reading<string | undefined>> {
	if (sendAt === undefined) return success(undefined);
	const memory = runCacheOf<Promise<Reading<string>>>(context, 'zone of the account');
	const known = memory.get('zone');
	const reading = known ?? readZone(api);
	memory.set('zone', reading);
	const zone = await reading;
	if (zone.ok) return success(formatInZone(DateTime.fromISO(sendAt), zone.value, TIME_FORMAT));
	if (memory.get('zone') === reading) memory.delete('zone');
	return zone;
}

/**
 * Whether asking again for the profile will not help: under `/api/http`, and for an account that was never logged in
 * to (fact sheet, sections 16.6 and 16.13).
 */
function isNeverToBeRead({ meaning }: Failure): boolean {
	return meaning === NO_READS || meaning === 'profileBroken';
}

async function readZone(api: Api): Promise<Reading<string>> {
	const answer = await api.call(PROFILE);
	const { timezone } = api.account;
	if (!answer.ok) {
		if (timezone !== '' && isNeverToBeRead(answer.failure)) return success(timezone);
		const message = `The time zone of your account, which Send At needs, could not be read. ${answer.failure.message}`;
		const advice = isNeverToBeRead(answer.failure)
			? `${answer.failure.advice} Or fill in Time Zone in the credential, with the time zone of your account there.`
			: answer.failure.advice;
		return refusal({ ...answer.failure, message, advice, outcome: 'notSent' });
	}
	const zone = textOrNull(recordIn(answer.value.data)?.timezone) ?? '';
	if (isZone(zone)) return success(zone);
	if (timezone !== '') return success(timezone);
	return refusal({
		message: `The profile of your account at ${SERVICE} does not name its time zone, which Send At needs.`,
		advice: 'Set the time zone in your account there, or fill in Time Zone in the credential.',
		outcome: 'notSent',
		cause: 'configuration-invalid',
	});
}
