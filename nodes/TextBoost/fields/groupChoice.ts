import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import type { FieldReader } from '../../shared/input/fieldReader';
import type { Named } from '../../shared/operations/idByName';
import { idByName } from '../../shared/operations/idByName';
import { isRecord } from '../../shared/record/json';
import { plainText } from '../../shared/record/text';
import { GROUPS } from '../api/endpoints';
import { readList } from '../api/pages';
import type { Api } from '../api/request';
import { toGroup } from '../records/group';
import { readUid, UID } from './values';

/** The group that a field was set to, which may have to be looked up. */
export type GroupChoice = { id: string } | { name: string };

const BY_NAME = 'To use the name of a group, set Group to By Name.';
const IDS_ADVICE = `Enter the IDs of contact groups in Group, e.g. 6065ecdc9184a, separated by commas if there are several. ${BY_NAME}`;

/**
 * The field `groupId`.
 *
 * @throws NodeOperationError where it is empty, or holds an ID that cannot be one
 */
export function readGroup(fields: FieldReader): GroupChoice {
	if (fields.isByName('groupId')) return { name: fields.id('groupId', 'Group') };
	return { id: readUid(fields, 'groupId', 'Group', BY_NAME) };
}

/**
 * The field `groupId` where it may hold several groups: IDs with commas between them, or a list of IDs or names.
 *
 * @throws NodeOperationError where it is empty, or holds an ID that cannot be one
 */
export function readGroups(fields: FieldReader): GroupChoice[] {
	if (!fields.isByName('groupId')) {
		return fields.ids('groupId', 'Group', UID, IDS_ADVICE).map((id): GroupChoice => ({ id }));
	}
	const locator = fields.value('groupId');
	const entries: unknown = isRecord(locator) ? locator.value : locator;
	if (!Array.isArray(entries) || entries.length === 0) return [readGroup(fields)];
	return entries.map((entry: unknown): GroupChoice => {
		const name = fields.optionalText(entry, 'Group')?.trim();
		if (name !== undefined) return { name };
		throw fields.error(
			'Group contains an empty name.',
			'Check that each item has the field that the expression in Group uses.',
		);
	});
}

/** The ID of a group; the account's groups are listed once a run where it was set by name. Never throws. */
export async function groupIdOf(
	context: IAllExecuteFunctions,
	api: Api,
	choice: GroupChoice,
): Promise<Reading<string>> {
	if ('id' in choice) return success(choice.id);
	const read = async () => await listGroups(api);
	return await idByName(context, choice.name, { thing: 'group', displayName: 'Group', read });
}

/** The IDs of groups as a campaign wants them: each once, with commas between them. Never throws. */
export async function groupIdsOf(
	context: IAllExecuteFunctions,
	api: Api,
	choices: readonly GroupChoice[],
): Promise<Reading<string>> {
	const ids = new Set<string>();
	for (const choice of choices) {
		const id = await groupIdOf(context, api, choice);
		if (!id.ok) return id;
		ids.add(id.value);
	}
	return success([...ids].join(','));
}

async function listGroups(api: Api): Promise<Reading<Named[]>> {
	const rows = await readList(api, GROUPS, 'groups', Infinity);
	if (!rows.ok) return rows;
	const groups = rows.value
		.map(toGroup)
		.map(({ id, name }): Named => ({ id: plainText(id), name: plainText(name) }));
	// An ID becomes part of addresses.
	return success(groups.filter(({ id }) => UID.test(id)));
}
