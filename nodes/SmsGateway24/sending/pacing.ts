import { byKey } from '../../shared/record/byKey';
import { paced } from '../../shared/schedule/pace';
import { openingFor } from '../../shared/schedule/sendTime';
import type { Account } from '../api/account';
import type { OutgoingSms } from './outgoingSms';
import { sendTime, TIME_STEP_MS } from './outgoingSms';

/**
 * Gives each SMS of a run its time, so that no phone has more of them a minute than the first one says. One that is to go
 * out at once, and whose turn is now, stays without a time.
 */
export function atPhonesPace(messages: OutgoingSms[], account: Account): OutgoingSms[] {
	const perMinute = messages[0]?.smsPerMinute;
	if (perMinute === undefined) return messages;
	const now = Date.now();
	const timed = new Map<OutgoingSms, OutgoingSms>();
	for (const ofPhone of byKey(messages, ({ deviceId }) => deviceId).values()) {
		const times = paced(
			ofPhone.map(({ time, hours, to }) => ({
				earliest: Math.max(time ?? now, now),
				opening: hours && openingFor(hours, to),
			})),
			perMinute,
			TIME_STEP_MS,
		);
		for (const [place, sms] of ofPhone.entries()) {
			const time = times[place];
			const isNow = sms.time === undefined && time !== undefined && time < now + TIME_STEP_MS;
			timed.set(sms, isNow ? sms : { ...sms, ...sendTime(time, account) });
		}
	}
	return messages.map((sms) => {
		const isOther = sms.smsPerMinute !== perMinute;
		return { ...(timed.get(sms) ?? sms), ...(isOther && { paceOfRun: perMinute }) };
	});
}

/** What the user should know of an SMS whose own pace is not that of the run. */
export function paceNotice({ paceOfRun }: OutgoingSms): string | undefined {
	return paceOfRun === undefined
		? undefined
		: `SMS a Minute per Phone is another number here than in the first item, whose ${paceOfRun} applies to all.`;
}
