import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import type { FieldReader } from '../../shared/input/fieldReader';
import type { Named } from '../../shared/operations/idByName';
import { idByName } from '../../shared/operations/idByName';
import { textOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { CONTACTS, GROUPS } from '../api/endpoints';
import { idOf } from '../api/ids';
import { readList } from '../api/pages';
import type { HttpSettings } from '../api/request';
import { fullNameOf } from '../records/contact';

/** What a user chose in a resource locator: an id, or a name that belongs to one. */
export type Choice = { id: string } | { name: string };

/**
 * Reads a resource locator with the modes From List, By Name and By ID.
 *
 * @throws NodeOperationError where it is empty
 */
export function choiceOf(fields: FieldReader, name: string, displayName: string): Choice {
	const value = fields.id(name, displayName);
	return fields.isByName(name) ? { name: value } : { id: value };
}

/** The same, undefined where it is empty. */
export function optionalChoiceOf(
	fields: FieldReader,
	name: string,
	displayName: string,
): Choice | undefined {
	return fields.optionalId(name, displayName) === undefined
		? undefined
		: choiceOf(fields, name, displayName);
}

/** What was chosen, as the user sees it; the same only for the same choice. */
export function keyOf(choice: Choice): string {
	return 'id' in choice ? `ID ${choice.id}` : `name ${choice.name}`;
}

/** Finds the ids of what was chosen. Never throws. */
export interface Finder {
	groupId(choice: Choice): Promise<Reading<string>>;
	contactId(choice: Choice): Promise<Reading<string>>;
}

/**
 * Groups and contacts are listed by methods that third parties know only (fact sheet, sections 5.3 and 5.4); each list
 * is read once a run, and only where something was chosen by its name. The name of a contact is its first name and its
 * last name with a space between them.
 *
 * @param http timeout, proxy and so on as the user set them
 */
export function finderOf(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
): Finder {
	const read = async (
		{ endpoint, list }: typeof GROUPS,
		nameOf: (row: IDataObject) => string,
	): Promise<Reading<Named[]>> => {
		const rows = await readList(context, account, { ...http, ...endpoint }, list, Infinity);
		if (!rows.ok) return rows;
		return success(
			rows.value.flatMap((row) => {
				const id = idOf(row);
				const name = nameOf(row);
				return id === null || name === '' ? [] : [{ id, name }];
			}),
		);
	};
	return {
		async groupId(choice) {
			if ('id' in choice) return success(choice.id);
			return await idByName(context, choice.name, {
				thing: 'group',
				displayName: 'Group',
				read: async () => await read(GROUPS, (row) => textOrNull(row.name) ?? ''),
			});
		},
		async contactId(choice) {
			if ('id' in choice) return success(choice.id);
			return await idByName(context, choice.name, {
				thing: 'contact',
				displayName: 'Contact',
				read: async () => await read(CONTACTS, fullNameOf),
			});
		},
	};
}
