import manifest from '../../package.json' with { type: 'json' };
import { Failure } from '../../scripts/n8n/failure.mts';
import type { JsonObject } from '../../scripts/n8n/json.mts';
import type { GatewayName } from '../gateways/gateway.mts';
import { credentialsAt } from '../gateways/gateways.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { PIXEL_7 } from '../sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../sandbox/smstools.mts';
import type { Check } from './check.mts';

/** A list that a field of a node offers. */
interface DropDown {
	gateway: GatewayName;
	/** Without the package's name. */
	node: string;
	field: string;
	method: string;
	/** Puts something into the sandbox that the list must have. */
	prepare(sandbox: Sandbox): Wanted;
}

interface Wanted {
	/** How its entry begins. */
	entry: string;
	/** What is chosen in other fields. Default: nothing. */
	parameters?: JsonObject;
}

const phones = {
	gateway: 'smsGateway24',
	field: 'deviceId',
	method: 'searchDevices',
	prepare: () => ({ entry: `${PIXEL_7.title} (${PIXEL_7.id})` }),
} as const;

const dropDowns: readonly DropDown[] = [
	{
		gateway: 'bestSmsGateway',
		node: 'bestSmsGateway',
		field: 'groupId',
		method: 'searchGroups',
		prepare({ bestSmsGateway }) {
			bestSmsGateway.seedContacts([{ phone: '491575298000', group: 'Neighbours' }]);
			return { entry: 'Neighbours (1)' };
		},
	},
	{ ...phones, node: 'smsGateway24' },
	{ ...phones, node: 'smsGateway24Trigger' },
	{
		gateway: 'smstools',
		node: 'smstools',
		field: 'groupId',
		method: 'searchGroups',
		prepare: ({ smstools }) => ({ entry: `Neighbours (${smstools.addGroup('Neighbours')})` }),
	},
	{
		gateway: 'smstools',
		node: 'smstools',
		field: 'additionalFields.subaccountId',
		method: 'searchSubaccounts',
		prepare: () => ({ entry: SMSTOOLS_ACCOUNT.subaccounts[0].username }),
	},
	{
		gateway: 'textBoost',
		node: 'textBoost',
		field: 'groupId',
		method: 'searchGroups',
		prepare({ textBoost }) {
			// More than one page of them.
			for (let index = 0; index < 40; index += 1) textBoost.seedGroup(`Neighbours ${index}`, 0);
			return { entry: 'Neighbours 39' };
		},
	},
	{
		gateway: 'textBoost',
		node: 'textBoost',
		field: 'contactId',
		method: 'searchContacts',
		prepare({ textBoost }) {
			const value = textBoost.seedGroup('Friends', 3);
			const groupId = { __rl: true, mode: 'id', value };
			const parameters = { resource: 'contact', operation: 'get', groupId };
			return { entry: 'First 2 Last 2', parameters };
		},
	},
];

/** Each drop-down, opened and searched as the editor does. */
export const dropDownLists: Check = {
	title: 'Drop-downs',
	async run({ session, sandbox }) {
		const complaints: string[] = [];
		for (const { gateway, node, field, method, prepare } of dropDowns) {
			const { entry, parameters } = prepare(sandbox);
			const credential = credentialsAt(sandbox)[gateway];
			const id = await session.rest.putCredential(credential);
			const list = {
				nodeType: `${manifest.name}.${node}`,
				field,
				method,
				parameters: parameters ?? {},
				credentials: { [credential.type]: { id, name: credential.name } },
			};
			const all = await session.rest.listEntries(list);
			// What stands in brackets is not for searching everywhere.
			const name = entry.replace(/ \(.*/, '').toUpperCase();
			const found = await session.rest.listEntries(list, name);
			const none = await session.rest.listEntries(list, 'nothing has this name');
			const holds =
				all.some((shown) => shown.startsWith(entry)) &&
				found.length === 1 &&
				found[0]?.startsWith(entry) === true &&
				none.length === 0;
			if (holds) continue;
			const seen = [all, found, none].map((names) => names.join(', ') || 'nothing');
			complaints.push(`${node}, ${field}: “${entry}” expected in ${seen.join(' / ')}`);
		}
		if (complaints.length > 0)
			throw new Failure('A list does not have what it should:', complaints);
		return `${dropDowns.length} opened and searched`;
	},
};
