import type { Failure, Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import { quoted } from '../record/text';
import type { GroupContact } from './contact';
import type { GroupPlan } from './groupPlan';
import { strictestLimit } from './groupSettings';
import type { ListedGroup } from './listedGroups';
import type { PastSync } from './pastSync';
import { limitInWords, mostRemovals } from './removalLimit';

/** How many of those that would be removed are named. */
const MOST_NAMED = 3;

/** Which contacts of a group are to be removed. */
export interface GroupRemovals {
	contacts: GroupContact[];
	/** Why others that are not in the list stay although they should go, after "because". */
	whyNot?: string;
}

/**
 * Decides which contacts of a group are to be removed; a refusal where these are more than the user allows, together with
 * those that earlier tries of the run removed.
 *
 * @param held how many contacts the group has
 * @param blockedBy why none may be removed in this run, where that is so
 */
export function decideRemovals(
	{ name, settings }: ListedGroup,
	{ removable }: GroupPlan,
	held: number,
	past: PastSync | undefined,
	blockedBy: string | undefined,
): Reading<GroupRemovals> {
	if (!settings.removeMissing) return success({ contacts: [] });
	if (blockedBy !== undefined) return success({ contacts: [], whyNot: blockedBy });
	const removed = past?.removed.size ?? 0;
	const limit = strictestLimit(settings, held + removed);
	const most = mostRemovals(limit, held + removed);
	const isTooMany = removable.length > 0 && removable.length + removed > most;
	if (!isTooMany) return success({ contacts: removable });
	const [are, them] = removable.length === 1 ? ['is', 'it'] : ['are', 'them'];
	const isUnchanged = removed === 0 && (past?.saved.size ?? 0) === 0;
	const failure: Failure = {
		message: `${removable.length} of ${held} contacts in the group ${quoted(name)} ${are} not in the input, and removing ${them} would exceed Most Removals (${limitInWords(limit)}): ${namesOf(removable)}.${isUnchanged ? ' Nothing was changed in this group.' : ''}`,
		advice: `Check that the input is the whole list. If ${removable.length === 1 ? 'this contact is' : 'these contacts are'} to be removed, raise Most Removals under Options, e.g. to ${removable.length + removed}.`,
		outcome: 'notSent',
	};
	return refusal(failure);
}

function namesOf(contacts: readonly GroupContact[]): string {
	const named = contacts.slice(0, MOST_NAMED).map(({ phone, values }) => {
		const name = [values.firstName, values.lastName].filter(Boolean).join(' ');
		return name === '' ? phone : `${name} (${phone})`;
	});
	const others = contacts.length - named.length;
	return others === 0 ? named.join(', ') : `${named.join(', ')} and ${others} more`;
}
