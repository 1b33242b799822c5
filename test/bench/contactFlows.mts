import type { INodeParameters } from 'n8n-workflow';
import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import type { JsonObject } from '../../lab/json.mts';
import type { ContactSubject } from './contactSubjects.mts';
import { GROUP } from './contactSubjects.mts';
import { signedHttpRequest } from './signedHttpRequest.mts';

/** The ways to bring a group to a list, or new people into a group, that are compared, by what a row of the table calls them. */
export const WAYS = {
	syncGroup: 'Sync Group',
	upsert: 'Create or Update, all',
	ownNodes: "n8n's own nodes",
	create: 'Create',
	requests: 'HTTP Request',
} as const;

export type Way = keyof typeof WAYS;

/** The nodes before those that are measured. */
export const START = 'Start';
const CRM = 'CRM';
const COMPARE = 'Compare';

type Node = JsonObject & { name: string };
type Connection = [from: string, output: number, to: string, input?: number];

/** A workflow that brings a group to what a data table holds. */
export interface ContactFlow {
	workflow: JsonObject;
	/** The names of the nodes that are measured. */
	measured: string[];
}

/**
 * @param tableId of the data table with the columns phone, firstName and lastName
 * @param group what HTTP requests call the group
 * @param credentials as a node holds them
 */
export function contactFlow(
	way: Way,
	{ gateway, subject, credential, credentials, group, tableId }: FlowSubject,
): ContactFlow {
	const own = (name: string, parameters: INodeParameters, settings: JsonObject = {}): Node => ({
		...node(name, `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}`, 1, {
			resource: 'contact',
			...parameters,
		}),
		credentials,
		...settings,
	});
	const fields = {
		groupId: subject.groupId?.(group) ?? { __rl: true, mode: 'name', value: GROUP },
		phone: '={{ $json.phone }}',
		firstName: '={{ $json.firstName }}',
		lastName: '={{ $json.lastName }}',
	};
	const byOne = (only: Node) => flowOf(tableId, [only], [[CRM, 0, only.name]]);
	if (way === 'requests') {
		return byOne({
			...named(WAYS[way]),
			...signedHttpRequest(subject.calls(group).create, credential, credentials),
		});
	}
	if (way !== 'ownNodes') {
		const removeMissing = way === 'syncGroup' && { removeMissing: true };
		const operation = way === 'create' ? (subject.operationForNew ?? way) : way;
		return byOne(own(WAYS[way], { operation, ...fields, ...removeMissing }));
	}
	const list = { operation: 'getAll', returnAll: true, ...subject.listParameters };
	const calls = Object.entries(subject.calls(group));
	/** The outputs of Compare Datasets; the second has those that are the same. */
	const outputs: Record<string, number> = { create: 0, update: 2, remove: 3 };
	return flowOf(
		tableId,
		[
			own('Get Many', list, { executeOnce: true }),
			node(COMPARE, 'n8n-nodes-base.compareDatasets', 2.3, {
				mergeByFields: { values: [{ field1: 'phone', field2: 'phone' }] },
				resolve: 'mix',
				preferWhenMix: 'input1',
				exceptWhenMix: 'id',
				options: {
					skipFields: 'id,createdAt,updatedAt,groupId,status,savedAt,birthday,unsubscribed',
				},
			}),
			...calls.map(([name, call]) => ({
				...named(name),
				...signedHttpRequest(call, credential, credentials),
			})),
		],
		[
			[CRM, 0, COMPARE, 0],
			[CRM, 0, 'Get Many'],
			['Get Many', 0, COMPARE, 1],
			...calls.map(([name]): Connection => [COMPARE, outputs[name] ?? 0, name]),
		],
	);
}

/** What a flow is made for. */
export interface FlowSubject {
	gateway: Gateway;
	subject: ContactSubject;
	credential: Credential;
	credentials: JsonObject;
	group: string;
	tableId: string;
}

function flowOf(tableId: string, nodes: Node[], connections: Connection[]): ContactFlow {
	const dataTableId = { __rl: true, mode: 'id', value: tableId };
	const all = [
		node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
		node(CRM, 'n8n-nodes-base.dataTable', 1, {
			resource: 'row',
			operation: 'get',
			dataTableId,
			returnAll: true,
		}),
		...nodes,
	];
	const outputs: Record<string, { main: JsonObject[][] }> = {};
	for (const [from, output, to, index = 0] of [[START, 0, CRM] as Connection, ...connections]) {
		const { main } = (outputs[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index });
	}
	return {
		workflow: {
			name: 'Contacts, measured',
			nodes: all.map((one, place) => ({ ...one, position: [220 * place, 0] })),
			connections: outputs,
			settings: { executionOrder: 'v1' },
		},
		measured: nodes.map(({ name }) => name),
	};
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): Node {
	return { ...named(name), type, typeVersion, parameters };
}

/** A node has its name for an ID. */
function named(name: string) {
	return { id: name, name };
}
