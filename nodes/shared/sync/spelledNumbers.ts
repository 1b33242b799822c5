import type { WantedContact } from './contact';
import type { GroupPlan } from './groupPlan';

/** How many pairs of numbers are named. */
const MOST_NAMED = 3;

/** Why a contact stays that may be somebody in the list, after "because". */
export function mayBeInWords([wanted]: readonly WantedContact[]): string {
	return wanted === undefined
		? 'its number cannot be compared with those in the input'
		: `its number may be ${wanted.phone} of item ${wanted.itemIndex}, spelled in another way`;
}

/**
 * Tells of contacts that are added although the group may have them under another spelling of their number; undefined
 * where there are none.
 */
export function addedBesideInWords(
	plans: readonly GroupPlan[],
	isOnlyShown: boolean,
): string | undefined {
	const pairs = plans.flatMap(({ changes, mayBe }) => {
		const added = new Set(
			changes.flatMap(({ change, wanted }) => (change === 'added' ? [wanted] : [])),
		);
		return [...mayBe].flatMap(([{ phone }, meant]) =>
			meant
				.filter((wanted) => added.has(wanted))
				.map((wanted) => `${phone} and ${wanted.phone} (item ${wanted.itemIndex})`),
		);
	});
	if (pairs.length === 0) return undefined;
	const others = pairs.length - MOST_NAMED;
	const named = pairs.slice(0, MOST_NAMED).join(', ') + (others > 0 ? ` and ${others} more` : '');
	const done = isOnlyShown ? 'would be added' : 'was added, unless it failed,';
	return `A number in the group may be one in the input, spelled in another way: ${named}. It is unclear whether they are the same, so the one in the input ${done} as a contact of its own. If they are the same, correct or delete the contact in the group, or fill in Default Country Code in the credential.`;
}
