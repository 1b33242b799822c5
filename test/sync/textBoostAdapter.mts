import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { readAccount, SERVICE } from '../../nodes/TextBoost/api/account.ts';
import { CONTACT_CHANGE, contactsOf, NEW_CONTACT } from '../../nodes/TextBoost/api/endpoints.ts';
import { fetchPage, recordIn } from '../../nodes/TextBoost/api/pages.ts';
import type { Api } from '../../nodes/TextBoost/api/request.ts';
import { createApi } from '../../nodes/TextBoost/api/request.ts';
import { readPhone, readUid } from '../../nodes/TextBoost/fields/values.ts';
import { toContact } from '../../nodes/TextBoost/records/contact.ts';
import type { Reading } from '../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../nodes/shared/failure/failure.ts';
import { unreadable } from '../../nodes/shared/failure/unreadable.ts';
import { filled } from '../../nodes/shared/http/endpoint.ts';
import { PageGuard } from '../../nodes/shared/http/pageGuard.ts';
import { textOrNull } from '../../nodes/shared/record/values.ts';
import type { GroupContact } from '../../nodes/shared/sync/contact.ts';
import { givenValues } from '../../nodes/shared/sync/givenFields.ts';
import type {
	ContactSave,
	GroupContents,
	SavedContact,
	SyncAdapter,
} from '../../nodes/shared/sync/syncAdapter.ts';
import { readEach } from '../../nodes/shared/sync/syncAdapter.ts';

const FIND = { method: 'POST', url: '/contacts/{group_id}/search/{uid}' } as const;
const DELETE = { method: 'DELETE', url: '/contacts/{group_id}/delete/{uid}' } as const;

/** Contacts of a real gateway for the core of the sync: one request for each, and a list in pages. */
export async function textBoostAdapter(context: IAllExecuteFunctions): Promise<SyncAdapter> {
	const account = await readAccount(context);
	const apiWith = (http: object): Api => createApi(context, account, http);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		fieldNames: ['firstName', 'lastName'],
		readGroup: (fields) => ({ id: readUid(fields, 'groupId', 'Group') }),
		readContact: (fields, given) => ({
			phone: readPhone(fields, fields.value('phone'), account.defaultCountryCode),
			values: givenValues({
				firstName: given.text('firstName', 'First Name'),
				lastName: given.text('lastName', 'Last Name'),
			}),
		}),
		readGroups: async (ids, { http, inTurn }) => {
			const api = apiWith(http);
			const paced: Api = { account, call: async (call) => await inTurn(() => api.call(call)) };
			return await readEach(ids, async (id) => await readGroup(paced, id));
		},
		saves: {
			mostPerRequest: () => 1,
			save: async (saves, http) =>
				await Promise.all(saves.map(async (save) => await saveOne(apiWith(http), save))),
		},
		removals: {
			mostPerRequest: 1,
			async recheck(groupId, contacts, http) {
				const found: GroupContact[] = [];
				for (const { id } of contacts) {
					const call = filled(FIND, { group_id: groupId, uid: id });
					const answer = await apiWith(http).call(call);
					if (!answer.ok && answer.failure.meaning === 'notFound') continue;
					if (!answer.ok) return answer;
					const contact = contactIn(recordIn(answer.value.data), groupId);
					if (contact) found.push(contact);
				}
				return success(found);
			},
			remove: async (groupId, contacts, http) =>
				await Promise.all(
					contacts.map(async ({ id }): Promise<Reading<true>> => {
						const call = filled(DELETE, { group_id: groupId, uid: id });
						const answer = await apiWith(http).call(call);
						return answer.ok ? success<true>(true) : answer;
					}),
				),
		},
	};
}

async function readGroup(api: Api, groupId: string): Promise<Reading<GroupContents>> {
	const guard = new PageGuard<IDataObject>(SERVICE, ({ uid }) => textOrNull(uid));
	const contacts: GroupContact[] = [];
	const totals = new Set<number | undefined>();
	for (let number = 1; ; number++) {
		const page = await fetchPage(api, contactsOf(groupId), 'contacts', number);
		if (!page.ok) return page;
		const fresh = guard.admit(page.value.rows);
		if (!fresh.ok) return fresh;
		for (const row of fresh.value) {
			const contact = contactIn(row, groupId);
			if (contact === undefined) return refusal(unreadable(SERVICE, 'a contact', row));
			contacts.push(contact);
		}
		totals.add(page.value.total);
		if (page.value.isLast) break;
	}
	return success({ contacts, isWhole: totals.size === 1 && totals.has(contacts.length) });
}

function contactIn(row: IDataObject | undefined, groupId: string): GroupContact | undefined {
	if (row === undefined) return undefined;
	const { id, phone, firstName, lastName } = toContact(row, groupId);
	if (textOrNull(id) === null) return undefined;
	return {
		id: textOrNull(id) ?? '',
		phone: textOrNull(phone) ?? '',
		values: { firstName: textOrNull(firstName), lastName: textOrNull(lastName) },
		row,
	};
}

async function saveOne(
	api: Api,
	{ groupId, phone, contact, values, changed }: ContactSave,
): Promise<Reading<SavedContact>> {
	const call = contact
		? filled(CONTACT_CHANGE, { group_id: groupId, uid: contact.id })
		: filled(NEW_CONTACT, { group_id: groupId });
	const names = contact ? changed : { firstName: null, lastName: null, ...values };
	const body: IDataObject = { phone };
	if ('firstName' in names) body.first_name = names.firstName ?? '';
	if ('lastName' in names) body.last_name = names.lastName ?? '';
	for (const [name, value] of Object.entries(body)) body[name.toUpperCase()] = value;
	const answer = await api.call({ ...call, body });
	if (!answer.ok) return answer;
	const id = contact?.id ?? textOrNull(recordIn(answer.value.data)?.uid);
	return success({ id });
}
