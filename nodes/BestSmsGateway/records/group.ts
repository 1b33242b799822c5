import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { isRecord } from '../../shared/record/json';
import { numberOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { GET_CONTACT_GROUPS } from '../api/endpoints';
import type { Connection } from '../api/request';
import { callMethod } from '../api/request';

/** A contact group. The gateway knows groups by their name only. */
export type Group = { id: string; name: string; contacts: number | null };

/**
 * Fetches the contact groups, by name (vendor document). Without any, PHP
 * writes an empty array (fact sheet, section 6: inferred).
 */
export async function fetchGroups(connection: Connection): Promise<Reading<Group[]>> {
	const answer = await callMethod(connection, {
		action: GET_CONTACT_GROUPS,
		expects: ['contact_groups'],
		whenNothingFound: { contact_groups: {} },
	});
	if (!answer.ok) return answer;
	const groups: unknown = answer.value.contact_groups;
	if (Array.isArray(groups) && groups.length === 0) return success([]);
	if (isRecord(groups)) {
		return success(
			Object.entries(groups)
				.map(([name, count]) => ({ id: name, name, contacts: numberOrNull(count) }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		);
	}
	return refusal(unreadable(SERVICE, 'contact groups', groups));
}
