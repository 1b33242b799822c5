import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { quoted } from '../../../shared/record/text';
import type { GroupContact } from '../../../shared/sync/contact';
import type {
	Asking,
	ContactSave,
	SavedContact,
	SyncAdapter,
} from '../../../shared/sync/syncAdapter';
import { CONTACT_GONE, NUMBER_TAKEN, readEach } from '../../../shared/sync/syncAdapter';
import { readAccount, SERVICE } from '../../api/account';
import { recordIn } from '../../api/pages';
import type { Api } from '../../api/request';
import { createApi } from '../../api/request';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { readPhone } from '../../fields/values';
import { changeContact, createContact, deleteContact, getContact } from './calls';
import { readGroupContents } from './groupContents';
import {
	contactFieldsOf,
	customFieldsShown,
	customNameOf,
	groupContactIn,
	readValues,
	shownValues,
} from './syncValues';
import { uidIn, unsavedInWords, unsavedOf } from './write';

/**
 * The contacts of a group for a sync. The host has one request for each contact that is written, and lists a group in
 * pages (vendor document).
 */
export async function createSyncAdapter(context: IAllExecuteFunctions): Promise<SyncAdapter> {
	const account = await readAccount(context);
	const { defaultCountryCode } = account;
	const given = new Set<string>();
	const notCompared = new Set<string>();
	const unsaved = new Set<string>();

	const apiWith = (http: Asking['http']) => createApi(context, account, http);
	const apiInTurn = ({ http, inTurn }: Asking): Api => {
		const api = apiWith(http);
		return { account, call: async (call) => await inTurn(async () => await api.call(call)) };
	};

	return {
		service: SERVICE,
		defaultCountryCode,
		fieldNames: ['firstName', 'lastName'],
		moreFields: customFieldsShown,
		readGroup,
		readContact(fields, givenFields) {
			const phone = readPhone(fields, fields.value('phone'), defaultCountryCode);
			const values = readValues(fields, givenFields);
			for (const name of Object.keys(values)) given.add(name);
			return { phone, values };
		},
		findGroup: async (name, asking) => await groupIdOf(context, apiInTurn(asking), { name }),
		async readGroups(groupIds, asking) {
			const api = apiInTurn(asking);
			return await readEach(groupIds, async (groupId) => {
				const contents = await readGroupContents(api, groupId);
				if (contents.ok) noteNotCompared(contents.value.contacts);
				return contents;
			});
		},
		saves: {
			mostPerRequest: () => 1,
			save: async (saves, http) =>
				await Promise.all(saves.map(async (save) => await saveContact(apiWith(http), save))),
		},
		removals: {
			mostPerRequest: 1,
			async recheck(groupId, contacts, http) {
				const found: GroupContact[] = [];
				for (const { id } of contacts) {
					const row = await getContact(apiWith(http), groupId, id);
					if (!row.ok && row.failure.meaning === 'noContact') continue;
					if (!row.ok) return row;
					found.push(...[groupContactIn({ uid: id, ...row.value }) ?? []].flat());
				}
				return success(found);
			},
			remove: async (groupId, contacts, http) =>
				await Promise.all(
					contacts.map(async ({ id }): Promise<Reading<true>> => {
						const answer = await deleteContact(apiWith(http), groupId, id);
						const isGone = answer.ok || answer.failure.meaning === 'noContact';
						return isGone ? success<true>(true) : answer;
					}),
				),
		},
		notices: () => [
			...(notCompared.size > 0 ? [notComparedInWords([...notCompared])] : []),
			...(unsaved.size > 0 ? [unsavedInWords('contacts', [...unsaved])] : []),
		],
	};

	/** All rows of a list show the same fields. */
	function noteNotCompared([contact]: readonly GroupContact[]): void {
		if (contact === undefined) return;
		for (const name of given) if (!(name in contact.values)) notCompared.add(name);
	}

	async function saveContact(api: Api, save: ContactSave): Promise<Reading<SavedContact>> {
		const { groupId, phone, contact, values, changed } = save;
		// What the list does not show goes along, because it may differ.
		const isWritten = (name: string) => name in changed || !(name in (contact?.values ?? {}));
		const writes = contactFieldsOf(
			phone,
			Object.fromEntries(Object.entries(values).filter(([name]) => isWritten(name))),
		);
		const answer = contact
			? await changeContact(api, groupId, contact.id, writes)
			: await createContact(api, groupId, writes);
		if (!answer.ok) {
			const { failure } = answer;
			if (failure.meaning === 'numberTaken') return refusal({ ...failure, meaning: NUMBER_TAKEN });
			if (failure.meaning !== 'noContact' || !contact) return answer;
			return refusal({ ...failure, meaning: CONTACT_GONE, outcome: 'notSent' });
		}
		const record = recordIn(answer.value.data);
		if (record) {
			for (const name of unsavedOf(record, Object.keys(writes.customFields))) unsaved.add(name);
		}
		const id = contact?.id ?? uidIn(answer.value);
		return success({ id, ...(record && { values: shownValues(record) }) });
	}
}

const DISPLAY_NAMES: Record<string, string> = { firstName: 'First Name', lastName: 'Last Name' };

function notComparedInWords(names: readonly string[]): string {
	const listed = names.map((name) => {
		const custom = customNameOf(name);
		return custom === undefined ? (DISPLAY_NAMES[name] ?? name) : quoted(custom);
	});
	return `The list of contacts at ${SERVICE} does not show ${listed.join(', ')}, so Sync Group cannot compare this. It is written only to contacts that are added, or updated for another reason. To write it to all contacts, use Create or Update.`;
}
