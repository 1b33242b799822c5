import type { INodeParameters } from 'n8n-workflow';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import { addCustomers } from '../../lab/sandbox/logins.mts';
import { startSandbox, type Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startEngine } from '../engine/engine.mts';

/** A node as a workflow has it, and what it asked when it was saved. */
export interface SavedRun {
	/** Name in the package, as it was. */
	type: string;
	parameters: INodeParameters;
	/** Method, path and content of each request, without keys and times. */
	requests: string[];
	/** What it asks now, where that was changed on purpose, and why. */
	changed?: { requests: string[]; because: string };
}

/** Keys of an account, times, and what is made up for each request. */
const NOT_COMPARED = /token|pass|sub_account|^email$|date|time|zone|batch_id|^(?:send_at|uid)$/i;

/**
 * Runs each node once, for two items, at a new sandbox, and returns what it asked.
 *
 * @param nameOf the name that the node has in the package which is built now
 */
export async function requestsOf(
	saved: ReadonlyArray<Pick<SavedRun, 'type' | 'parameters'>>,
	gateway: Gateway,
	nameOf: (type: string) => string,
): Promise<string[][]> {
	const sandbox = await startSandbox();
	addCustomers(sandbox);
	const engine = await startEngine();
	const { type: credentialType, data } = gateway.credential(sandbox);
	const all: string[][] = [];
	try {
		for (const { type, parameters } of saved) {
			sandbox.requests.clear();
			await engine.run({
				type: nameOf(type),
				parameters: withIdsOf(sandbox, parameters),
				credentials: { [credentialType]: { ...data, timezone: 'UTC' } },
				items: [{}, {}],
				settings: { onError: 'continueRegularOutput' },
				executionId: String(all.length),
			});
			all.push([...sandbox.requests.all].map(written).sort());
		}
	} finally {
		await sandbox.close();
	}
	return all;
}

/** A group of its own, whose ID is known only when it is there, in place of `{a group}`. */
function withIdsOf(sandbox: Sandbox, parameters: INodeParameters): INodeParameters {
	const text = JSON.stringify(parameters);
	if (!text.includes('{a group}')) return parameters;
	const group = sandbox.textBoost.seedGroup('Customers', 1);
	return JSON.parse(text.replaceAll('{a group}', group)) as INodeParameters;
}

function written({ method, path, query, form, rawBody }: RecordedRequest): string {
	const content = Object.keys(form).length > 0 ? form : jsonOf(rawBody);
	const compared = JSON.stringify(withoutSecrets({ ...query, ...content }));
	// IDs that the sandbox makes up from the time.
	return `${method} ${path} ${compared}`.replace(/\b[0-9a-f]{13}\b/g, '(ID)');
}

function jsonOf(body: string): object {
	try {
		const value: unknown = JSON.parse(body);
		if (Array.isArray(value)) return { list: value };
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

function withoutSecrets(value: unknown): object {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !NOT_COMPARED.test(name))
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

/** The gateways, whose files are named after them. */
export const SAVED_GATEWAYS = ALL_GATEWAYS;

/** The name that a node of an earlier version has now. Nothing was published before 0.2.0. */
export function nameNow(type: string): string {
	return type.replace(/^smstools/, 'smsGatewayApi');
}
