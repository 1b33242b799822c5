import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { HttpCall } from './signedHttpRequest.mts';

/** A contact as both the CRM and the gateway spell it, so that n8n's Compare Datasets finds it without further nodes. */
export interface Person {
	phone: string;
	firstName: string;
	lastName: string;
}

/** What the measurement must know of how a gateway keeps contacts. */
export interface ContactSubject {
	/** Makes the group with these people in it. @returns what HTTP requests call it */
	seed(sandbox: Sandbox, people: readonly Person[]): string;
	/** Who is there. */
	held(sandbox: Sandbox): Person[];
	/** Of Get Many, so that it lists the group. Without them nobody can be compared with who is there. */
	listParameters?: INodeParameters;
	/** What the field Group of our node holds. Default: the name of the group. */
	groupId?: (group: string) => INodeParameters;
	/** The operation that puts new people there. Default: Create. */
	operationForNew?: 'upsert';
	/** The single requests for the group, such as n8n's Compare Datasets leads to; a contact's id is in `$json.id`. */
	calls(group: string): { create: HttpCall; update?: HttpCall; remove?: HttpCall };
}

export const GROUP = 'Customers';

export const CONTACT_SUBJECTS: Record<GatewayName, ContactSubject> = {
	smsGateway24: {
		seed({ smsGateway24 }, people) {
			if (people.length > 0) throw new Error('Nobody is put there by anything but a request.');
			return String(smsGateway24.addContactList(GROUP));
		},
		held: ({ smsGateway24 }) =>
			smsGateway24.contacts.map(({ phone, fullname }) => {
				const [firstName = '', ...rest] = fullname.split(' ');
				return { phone, firstName, lastName: rest.join(' ') };
			}),
		groupId: (group) => ({ __rl: true, mode: 'id', value: group }),
		calls: (group) => ({
			create: {
				method: 'POST',
				path: '/savecontact',
				encoding: 'form',
				body: {
					phone: '={{ $json.phone }}',
					fullname: '={{ $json.firstName }} {{ $json.lastName }}',
					ctag_id: group,
					tag_id: group,
				},
			},
		}),
	},
	textBoost: {
		seed({ textBoost }, people) {
			const group = textBoost.seedGroup(GROUP, 0);
			for (const person of people) textBoost.addContact(group, person);
			return group;
		},
		held: ({ textBoost }) =>
			textBoost.contacts.map(({ phone, firstName, lastName }) => ({
				phone,
				firstName: firstName ?? '',
				lastName: lastName ?? '',
			})),
		listParameters: { groupId: { __rl: true, mode: 'name', value: GROUP } },
		calls(group) {
			const names = { first_name: '={{ $json.firstName }}', last_name: '={{ $json.lastName }}' };
			const body = { phone: '={{ $json.phone }}', ...names };
			const path = `/contacts/${group}`;
			return {
				create: { method: 'POST', path: `${path}/store`, encoding: 'json', body },
				update: {
					method: 'PATCH',
					path: `${path}/update/{{ $json.id }}`,
					encoding: 'json',
					body,
				},
				remove: {
					method: 'DELETE',
					path: `${path}/delete/{{ $json.id }}`,
					encoding: 'json',
					body: {},
				},
			};
		},
	},
	bestSmsGateway: {
		// It has no Create.
		operationForNew: 'upsert',
		seed({ bestSmsGateway }, people) {
			bestSmsGateway.seedContacts(
				people.map(({ phone, firstName, lastName }) => ({
					phone,
					firstname: firstName,
					lastname: lastName,
					group: GROUP,
				})),
			);
			return GROUP;
		},
		held: ({ bestSmsGateway }) =>
			bestSmsGateway.contacts.map(({ phone, firstname, lastname }) => ({
				phone,
				firstName: firstname,
				lastName: lastname,
			})),
		listParameters: { filters: { groupId: { __rl: true, mode: 'name', value: GROUP } } },
		calls(group) {
			const fields = '{ phone: $json.phone, firstname: $json.firstName, lastname: $json.lastName }';
			const contacts = `={{ JSON.stringify([${fields}]) }}`;
			const save: HttpCall = {
				method: 'POST',
				path: '',
				encoding: 'form',
				body: { action: 'save_contacts', contacts, group_name: group },
			};
			const body = { action: 'delete_contacts', contact_ids: '={{ $json.id }}' };
			return {
				create: save,
				update: save,
				remove: { method: 'POST', path: '', encoding: 'form', body },
			};
		},
	},
	smstools: {
		seed({ smstools }, people) {
			const groupid = smstools.addGroup(GROUP);
			for (const { phone, firstName: firstname, lastName: lastname } of people)
				smstools.addContact({ phone, groupid, firstname, lastname });
			return groupid;
		},
		held: ({ smstools }) =>
			smstools.contacts.map(({ phone, firstname = '', lastname = '' }) => ({
				phone: digitsOf(phone),
				firstName: firstname,
				lastName: lastname,
			})),
		listParameters: {},
		calls(group) {
			const names = { firstname: '={{ $json.firstName }}', lastname: '={{ $json.lastName }}' };
			return {
				create: {
					method: 'POST',
					path: '/contact',
					encoding: 'json',
					body: { phone: '={{ $json.phone }}', groupid: group, ...names },
				},
				update: {
					method: 'PATCH',
					path: '/contact',
					encoding: 'json',
					body: { ID: '={{ $json.id }}', ...names },
				},
			};
		},
	},
};
