import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import { field, listOf, parse, split } from '../../lab/sandbox/readJson.mts';
import { plainText } from '../engine/plainText.mts';
import type { SyncGateway } from './syncGateway.mts';

/** The groups of all contacts that were seen, also of those that are gone: a request to remove some does not name it. */
const groupsById = new Map<string, string>();

/** Saving a contact again replaces it under another id, also where somebody else does it. */
export const bestSmsGateway: SyncGateway = {
	title: 'BestSMSGateway',
	type: 'bestSmsGateway',
	removes: true,
	most: { added: 250, updated: 250, removed: 300 },
	savesTogether: true,
	holdsTwice: false,
	parameters: { groupId: { __rl: true, mode: 'name', value: '={{ $json.group }}' } },
	// Some of them end in zeros, which the gateway's search does not see.
	number: (who) => String(2_348_160_000_000 + who * 5),
	// One with a 0 before it gets the dial code when it is saved.
	heldSpellings: [
		(number) => number.slice(3),
		(number) => `${number.slice(0, 3)}0${number.slice(3)}`,
	],
	credentials: ({ bestSmsGateway: { baseUrl } }) => ({
		bestSmsGatewayApi: {
			subAccount: START_SUB_ACCOUNT.login,
			subAccountPassword: START_SUB_ACCOUNT.password,
			baseUrl,
			defaultCountryCode: '234',
		},
	}),
	prepare({ bestSmsGateway: { contacts, removeContacts } }, groups) {
		groupsById.clear();
		removeContacts(contacts.map(({ id }) => id));
		return [...groups];
	},
	held({ bestSmsGateway: { contacts } }, groupId) {
		const held = contacts.filter(({ group }) => group === groupId);
		for (const { id } of held) groupsById.set(String(id), groupId);
		return held.map(({ id, phone, firstname, lastname }) => ({
			id: String(id),
			phone,
			firstName: firstname,
			lastName: lastname,
		}));
	},
	add: ({ bestSmsGateway: { seedContacts } }, group, { phone, firstName, lastName }) =>
		seedContacts([{ phone, firstname: firstName, lastname: lastName, group }]),
	remove: ({ bestSmsGateway: { removeContacts } }, _, id) => removeContacts([Number(id)]),
	change(sandbox, group, id, row) {
		sandbox.bestSmsGateway.removeContacts([Number(id)]);
		bestSmsGateway.add(sandbox, group, row);
	},
	seen({ form }) {
		const group = form.group_name ?? '';
		if (form.action === 'delete_contacts') {
			const ids = split(form.contact_ids);
			return { kind: 'remove', group: groupsById.get(ids[0] ?? '') ?? '', contacts: ids };
		}
		if (form.action !== 'save_contacts') return { kind: 'read', group, contacts: [] };
		const phones = listOf(parse(form.contacts)).map((contact) =>
			plainText(field(contact, 'phone')),
		);
		return { kind: 'save', group, contacts: phones };
	},
};
