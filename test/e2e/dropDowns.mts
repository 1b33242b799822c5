import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { credentialsAt } from '../../lab/gateways/gateways.mts';
import { isObject, readList, readObject, readText, type JsonObject } from '../../lab/json.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import manifest from '../../package.json' with { type: 'json' };
import type { Case } from './case.mts';
import { loadedTypes } from './loadedTypes.mts';
import type { Stage } from './stage.mts';

/** A list that fields of a node offer. */
interface DropDown {
	gateway: GatewayName;
	/** Without the package's name. */
	node: string;
	/** Those in a collection with its name in front. */
	fields: readonly [string, ...string[]];
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
	method: 'searchDevices',
	prepare: () => ({ entry: `${PIXEL_7.title} (${PIXEL_7.id})` }),
} as const;

const dropDowns: readonly DropDown[] = [
	{
		gateway: 'bestSmsGateway',
		node: 'bestSmsGateway',
		fields: ['groupId', 'filters.groupId', 'additionalFields.excludeGroupId'],
		method: 'searchGroups',
		prepare({ bestSmsGateway }) {
			bestSmsGateway.seedContacts([{ phone: '491575298000', group: 'Neighbours' }]);
			return { entry: 'Neighbours (1)' };
		},
	},
	{ ...phones, node: 'smsGateway24', fields: ['deviceId', 'filters.deviceId'] },
	{ ...phones, node: 'smsGateway24Trigger', fields: ['options.deviceId'] },
	{
		gateway: 'smstools',
		node: 'smsGatewayApi',
		fields: ['groupId'],
		method: 'searchGroups',
		prepare: ({ smstools }) => ({ entry: `Neighbours (${smstools.addGroup('Neighbours')})` }),
	},
	{
		gateway: 'smstools',
		node: 'smsGatewayApi',
		fields: ['from'],
		method: 'searchSenders',
		prepare: () => ({ entry: SMSTOOLS_ACCOUNT.senders[0].name }),
	},
	{
		gateway: 'smstools',
		node: 'smsGatewayApi',
		fields: ['contactId'],
		method: 'searchContacts',
		prepare({ smstools }) {
			const groupid = smstools.addGroup('Friends of Ada');
			smstools.addContact({ phone: '31612345678', groupid, firstname: 'Ada', lastname: 'Byron' });
			return { entry: 'Ada Byron, 31612345678' };
		},
	},
	{
		gateway: 'smstools',
		node: 'smsGatewayApi',
		fields: ['additionalFields.subaccountId'],
		method: 'searchSubaccounts',
		prepare: () => ({ entry: SMSTOOLS_ACCOUNT.subaccounts[0].username }),
	},
	{
		gateway: 'textBoost',
		node: 'textBoost',
		fields: ['groupId'],
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
		fields: ['contactId'],
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
export const dropDownLists: Case = {
	title: 'Drop-downs',
	async run(stage) {
		const { sandbox } = stage;
		// Whatever version of the server an earlier check wanted.
		sandbox.textBoost.resetSettings();
		const complaints = await complaintsAboutTable(stage);
		let opened = 0;
		for (const dropDown of dropDowns) {
			const wanted = dropDown.prepare(sandbox);
			for (const field of dropDown.fields) {
				opened += 1;
				complaints.push(...(await complaintsAboutList(dropDown, field, wanted, stage)));
			}
		}
		if (complaints.length > 0)
			throw new Failure('A list does not have what it should:', complaints);
		return `${opened} opened and searched, which are all`;
	},
};

/** A list has what it should, and can be searched. */
async function complaintsAboutList(
	{ gateway, node, method }: DropDown,
	field: string,
	{ entry, parameters }: Wanted,
	{ session, sandbox }: Stage,
): Promise<string[]> {
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
	// What is in brackets is not for searching everywhere.
	const name = entry.replace(/ \(.*/, '').toUpperCase();
	const found = await session.rest.listEntries(list, name);
	const none = await session.rest.listEntries(list, 'nothing has this name');
	const holds =
		all.some((shown) => shown.startsWith(entry)) &&
		found.length === 1 &&
		found[0]?.startsWith(entry) === true &&
		none.length === 0;
	if (holds) return [];
	const seen = [all, found, none].map((names) => names.join(', ') || 'nothing');
	return [`${node}, ${field}: “${entry}” expected in ${seen.join(' / ')}`];
}

/** The table above has each list that n8n has loaded, and no others. */
async function complaintsAboutTable(stage: Stage): Promise<string[]> {
	const loaded = new Set<string>();
	for (const [name, { properties }] of await loadedTypes('nodes', stage)) {
		const [packageName, node = ''] = name.split('.');
		// n8n makes the tools for AI agents itself, with the node's lists.
		if (packageName !== manifest.name || node.endsWith('Tool')) continue;
		for (const list of searchedLists(properties, `${node}, `)) loaded.add(list);
	}
	const listed = new Set(
		dropDowns.flatMap(({ node, fields, method }) =>
			fields.map((field) => `${node}, ${field}: ${method}`),
		),
	);
	return [
		...[...loaded].filter((list) => !listed.has(list)).map((list) => `${list} is not opened here`),
		...[...listed].filter((list) => !loaded.has(list)).map((list) => `${list} is not in n8n`),
	];
}

/**
 * The lists that fields offer, also those in collections: each with its field and its method.
 *
 * @param path what is before the names of the fields
 */
function searchedLists(fields: unknown, path: string): string[] {
	return readList(fields ?? [], 'the fields of a node').flatMap((value) => {
		const { name, modes, options, values } = readObject(value, 'a field');
		const place = `${path}${readText(name, 'the name of a field')}`;
		const lists = readList(modes ?? [], 'the modes of a field').flatMap((mode) => {
			const { typeOptions } = readObject(mode, 'a mode of a field');
			const method = isObject(typeOptions) ? typeOptions['searchListMethod'] : undefined;
			return method === undefined ? [] : [`${place}: ${readText(method, 'a method')}`];
		});
		const inside = [options, values].flatMap((more) => searchedLists(more, `${place}.`));
		return [...lists, ...inside];
	});
}
