import type { GatewayName } from '../../../lab/gateways/gateway.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { GALAXY_A14, PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import type { FieldValues } from './nodePanel.mts';

/** What somebody does with a gateway's nodes in the editor. */
export interface Visit {
	gateway: GatewayName;
	/** As the editor names the first credential. */
	credentialName: string;
	/** The fields of the credential that have no default. */
	keys: readonly string[];
	/** What Send SMS needs beside To and Message. */
	send: FieldValues;
	/** Another operation, with something that is chosen from a list. */
	other: {
		/** The display name; without it, the resource stays SMS. */
		resource?: string;
		operation: string;
		values: FieldValues;
		/** Words of what comes out. */
		output: readonly string[];
		/** What it has done at the gateway; nothing where it only reads. */
		effect?(sandbox: Sandbox): boolean;
	};
	/** Saving a contact in a group. */
	contact: {
		operation: string;
		values: FieldValues;
		/** Whether the node can then keep the group equal to a list. */
		syncs: boolean;
		/** Whether the gateway has the person. */
		effect(sandbox: Sandbox): boolean;
	};
	/** The event of the trigger, as the nodes panel offers it. */
	event: string;
	/** Puts there what the lists must offer. */
	prepare?(sandbox: Sandbox): void;
}

const group = 'Book club';
const member = '4915752982280';
const person = { phone: '+4915752982281', firstName: 'Ada', lastName: 'Smith' };
const isPerson = ({ phone }: { phone: string }) => phone.endsWith(person.phone.slice(1));
const inGroup: FieldValues = { fromList: { groupId: group }, texts: person };
const toGroup = { message: 'We meet on Tuesday at 7.' };

export const visits: Record<GatewayName, Visit> = {
	smsGateway24: {
		gateway: 'smsGateway24',
		credentialName: 'SmsGateway24 account',
		keys: ['token'],
		send: { fromList: { deviceId: PIXEL_7.title } },
		other: {
			resource: 'Device',
			operation: 'Get',
			values: { fromList: { deviceId: GALAXY_A14.title } },
			output: [GALAXY_A14.title, String(GALAXY_A14.id)],
		},
		contact: {
			operation: 'Create',
			values: { texts: { groupId: '8303', ...person } },
			syncs: false,
			effect: ({ smsGateway24 }) => smsGateway24.contacts.some(isPerson),
		},
		event: 'On SMS received',
		prepare: ({ smsGateway24 }) => void smsGateway24.addContactList(group),
	},
	smstools: {
		gateway: 'smstools',
		credentialName: 'Smstools Gateway account',
		keys: ['clientId', 'clientSecret'],
		send: { fromList: { from: 'Bakery' } },
		other: {
			operation: 'Send to Group',
			values: { fromList: { from: 'Bakery', groupId: group }, texts: toGroup },
			output: [toGroup.message],
			effect: ({ smstools }) => {
				const groupId = smstools.groups.find(({ name }) => name === group)?.id;
				const last = smstools.sent.at(-1);
				return last?.kind === 'group' && last.to === groupId;
			},
		},
		contact: {
			operation: 'Create or Update',
			values: inGroup,
			syncs: true,
			effect: ({ smstools }) => smstools.contacts.some(isPerson),
		},
		event: 'On SMS received',
		prepare: ({ smstools }) => void smstools.addGroup(group),
	},
	bestSmsGateway: {
		gateway: 'bestSmsGateway',
		credentialName: 'BestSMSGateway account',
		keys: ['subAccount', 'subAccountPassword'],
		send: { texts: { from: 'Bakery' } },
		other: {
			operation: 'Send to Group',
			values: { fromList: { groupId: group }, texts: { from: 'Bakery', ...toGroup } },
			output: [toGroup.message],
			effect: ({ bestSmsGateway }) => {
				const last = bestSmsGateway.messages.at(-1);
				return last?.recipient === member && last.text === toGroup.message;
			},
		},
		contact: {
			operation: 'Create or Update',
			values: inGroup,
			syncs: true,
			effect: ({ bestSmsGateway }) => bestSmsGateway.contacts.some(isPerson),
		},
		event: 'On SMS status changed',
		prepare: ({ bestSmsGateway }) => bestSmsGateway.seedContacts([{ phone: member, group }]),
	},
	textBoost: {
		gateway: 'textBoost',
		credentialName: 'TextBoost account',
		keys: ['apiToken'],
		send: { texts: { from: 'Bakery' } },
		other: {
			resource: 'Contact',
			operation: 'Create',
			values: { fromList: { groupId: group }, texts: { phone: `+${member}` } },
			output: [member],
			effect: ({ textBoost }) => textBoost.contacts.some(({ phone }) => phone === member),
		},
		contact: {
			operation: 'Create or Update',
			values: inGroup,
			syncs: true,
			effect: ({ textBoost }) => textBoost.contacts.some(isPerson),
		},
		event: 'On SMS received',
		prepare: ({ textBoost }) => void textBoost.seedGroup(group, 0),
	},
};
