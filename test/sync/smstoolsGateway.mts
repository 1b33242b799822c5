import type { IDataObject } from 'n8n-workflow';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { plainText } from '../engine/plainText.mts';
import type { SyncGateway } from './syncGateway.mts';

/** Smstools with a short list of contacts. */
export const SMSTOOLS: SyncGateway = {
	title: 'Smstools',
	type: 'smsGatewayApi',
	removes: false,
	most: { added: 100, updated: 1, removed: 1 },
	savesTogether: false,
	holdsTwice: true,
	clears: false,
	parameters: {},
	number: (who) => String(31_600_000_000 + who),
	credentials: ({ smstools }) => ({
		smstoolsGatewayApi: {
			baseUrl: smstools.baseUrl,
			clientId: SMSTOOLS_ACCOUNT.clientId,
			clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
		},
	}),
	prepare({ smstools }, groups) {
		smstools.resetSettings();
		// Pages of the list of all groups, so that some shift while they are read.
		smstools.settings.defaultPage = 5;
		smstools.clearContacts();
		return groups.map((name) => smstools.addGroup(name));
	},
	held: ({ smstools }, groupId) =>
		smstools.contacts
			.filter(({ groupid }) => groupid === groupId)
			.map(({ id, phone, firstname, lastname }) => ({
				id: String(id),
				phone,
				firstName: firstname ?? '',
				lastName: lastname ?? '',
			})),
	add: ({ smstools }, groupid, { phone, firstName, lastName }) =>
		void smstools.addContact({
			phone,
			groupid,
			...(firstName && { firstname: firstName }),
			...(lastName && { lastname: lastName }),
		}),
	remove: ({ smstools }, _, id) => smstools.removeContact(Number(id)),
	change: ({ smstools }, _, id, { phone, firstName, lastName }) =>
		smstools.changeContact(Number(id), { phone, firstname: firstName, lastname: lastName }),
	seen({ method, rawBody }) {
		const body: unknown = rawBody === '' ? [] : JSON.parse(rawBody);
		const rows = (Array.isArray(body) ? body : [body]) as IDataObject[];
		return {
			kind: method === 'GET' ? 'read' : 'save',
			group: plainText(rows[0]?.groupid ?? ''),
			contacts: rows.map(({ ID, phone }) => plainText(ID ?? phone)),
		};
	},
};
