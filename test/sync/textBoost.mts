import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import type { SyncGateway } from './syncGateway.mts';

/** TextBoost in all its versions, and with groups of several pages. */
export const TEXTBOOST: SyncGateway[] = [
	...TEXTBOOST_VERSIONS.map(textBoostWith),
	{ ...textBoostWith('3.8.0'), title: 'TextBoost with long groups', mostPeople: 50, runs: 12 },
];

/** The list of contacts works on all of them, as on hosts that repaired it. */
function textBoostWith(version: TextBoostVersion): SyncGateway {
	return {
		title: `TextBoost ${version}`,
		type: 'textBoost',
		removes: true,
		most: { added: 1, updated: 1, removed: 1 },
		savesTogether: false,
		holdsTwice: true,
		carriesNumber: true,
		parameters: {},
		number: (who) => String(31_600_000_000 + who),
		// It lists numbers as integers.
		heldSpellings: [
			(number) => number.slice(2),
			(number) => `0${number.slice(2)}`,
			(number) => `${number.slice(0, 2)}0${number.slice(2)}`,
		],
		credentials: ({ textBoost }) => ({
			textBoostApi: {
				apiToken: TEXTBOOST_TOKEN,
				baseUrl: textBoost.baseUrl,
				defaultCountryCode: '31',
			},
		}),
		prepare({ textBoost }, groups) {
			textBoost.resetSettings();
			Object.assign(textBoost.settings, { version, contactListFails: false });
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
	};
}
