import type { IDataObject } from 'n8n-workflow';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { plainText } from '../engine/plainText.mts';
import type { SyncGateway } from './syncGateway.mts';
import { SYNC_TYPE } from './syncNode.mts';

/** The gateways at which Sync Group is checked. */
export const SYNC_GATEWAYS: SyncGateway[] = [
	{
		title: 'TextBoost',
		type: SYNC_TYPE,
		removes: true,
		most: { added: 1, updated: 1, removed: 1 },
		savesTogether: false,
		holdsTwice: true,
		parameters: {},
		number: (who) => String(31_600_000_000 + who),
		credentials: ({ textBoost }) => ({
			textBoostApi: { apiToken: TEXTBOOST_TOKEN, baseUrl: textBoost.baseUrl },
		}),
		prepare({ textBoost }, groups) {
			textBoost.resetSettings();
			textBoost.clear();
			return groups.map((name) => textBoost.seedGroup(name, 0));
		},
		held: ({ textBoost }, groupUid) =>
			textBoost.contacts
				.filter((contact) => contact.groupUid === groupUid)
				.map(({ uid, phone, firstName, lastName }) => ({
					id: uid,
					phone,
					firstName: firstName ?? '',
					lastName: lastName ?? '',
				})),
		add: ({ textBoost }, groupUid, fields) => void textBoost.addContact(groupUid, fields),
		remove: ({ textBoost }, _, uid) => textBoost.removeContact(uid),
		change({ textBoost }, _, uid, { phone, firstName, lastName }) {
			const contact = textBoost.contacts.find((one) => one.uid === uid);
			if (contact) Object.assign(contact, { phone, firstName, lastName });
		},
		seen({ path, rawBody }) {
			const [group = '', what, uid] = path
				.split('/')
				.slice(path.split('/').indexOf('contacts') + 1);
			const kind =
				what === 'delete' ? 'remove' : what === 'store' || what === 'update' ? 'save' : 'read';
			const number = what === 'store' ? /"phone":"?(\d+)/.exec(rawBody)?.[1] : undefined;
			return { kind, group, contacts: [uid ?? number ?? []].flat() };
		},
	},
	{
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
	},
];
