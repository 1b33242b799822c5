import type { JsonObject } from '../json.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import type { GatewayName } from './gateway.mts';

/** How a gateway keeps people in groups, seen from a workflow and from the sandbox. */
export interface ContactGroups {
	/** Puts a group there; returns what a node that saves a contact in it needs beside what all have. */
	addGroup(sandbox: Sandbox, name: string): JsonObject;
	/** The names of who has a number, in all groups. */
	namesOf(sandbox: Sandbox, phone: string): string[];
}

const isOf =
	(number: string) =>
	({ phone }: { phone: string }) =>
		phone.replace(/\D/g, '') === number.replace(/\D/g, '');

const nameOf = (...names: Array<string | null | undefined>) => names.filter(Boolean).join(' ');

export const CONTACT_GROUPS: Record<GatewayName, ContactGroups> = {
	smsGateway24: {
		// It can neither find a contact nor list groups.
		addGroup: ({ smsGateway24 }, name) => ({
			operation: 'create',
			groupId: { __rl: true, mode: 'id', value: String(smsGateway24.addContactList(name)) },
		}),
		namesOf: ({ smsGateway24 }, phone) =>
			smsGateway24.contacts.filter(isOf(phone)).map(({ fullname }) => fullname),
	},
	smstools: {
		addGroup({ smstools }, name) {
			smstools.addGroup(name);
			return {};
		},
		namesOf: ({ smstools }, phone) =>
			smstools.contacts
				.filter(isOf(phone))
				.map(({ firstname, lastname }) => nameOf(firstname, lastname)),
	},
	bestSmsGateway: {
		// Saving a contact makes the group.
		addGroup: () => ({}),
		namesOf: ({ bestSmsGateway }, phone) =>
			bestSmsGateway.contacts
				.filter(isOf(phone))
				.map(({ firstname, lastname }) => nameOf(firstname, lastname)),
	},
	textBoost: {
		addGroup({ textBoost }, name) {
			textBoost.seedGroup(name, 0);
			return {};
		},
		namesOf: ({ textBoost }, phone) =>
			textBoost.contacts
				.filter(isOf(phone))
				.map(({ firstName, lastName }) => nameOf(firstName, lastName)),
	},
};
