import { textOrNull } from '../../shared/record/values';
import { timeOfUid } from './uidTime';

/** As much as the clocks of the server and of what is before it may differ. */
const TOLERANCE_MS = 60_000;

/**
 * The id of a campaign that was just made; null where it cannot be that one. Versions 3.8 to 3.12 answer with the
 * first campaign of the whole host, perhaps of somebody else (fact sheet, section 16.10): its uid carries a time long
 * before the answer. A uid that carries no time is taken as it is.
 *
 * @param answeredAt when the server answered, in milliseconds since 1970
 * @param tookMs how long it worked on the answer at most
 */
export function ownCampaignId(uid: unknown, answeredAt: number, tookMs = 0): string | null {
	const id = textOrNull(uid);
	const madeAt = timeOfUid(id)?.toMillis();
	const isTooOld = madeAt !== undefined && madeAt < answeredAt - tookMs - TOLERANCE_MS;
	return isTooOld ? null : id;
}
