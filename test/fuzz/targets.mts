import type { IDataObject, INode, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Credential, GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { byId, operationsOf } from '../contract/operations.mts';
import { testCredential } from '../engine/credentialTest.mts';
import type { Engine } from '../engine/engine.mts';
import { searchList } from '../engine/listSearch.mts';
import { plainText } from '../engine/plainText.mts';
import { createPoller } from '../engine/poller.mts';

/** What came of asking a gateway that answers with anything. */
export interface Outcome {
	/** All that a user, a log or a database would get to see. */
	shown: unknown;
	/** What was thrown, or came out in place of an item. */
	errors: Array<{
		/** Not there for an item of the error output where n8n keeps only the sentence. */
		name: string | undefined;
		message: string;
	}>;
}

/** What is chosen in the editor, for drop-downs that depend on it. */
const CHOSEN = { resource: 'contact', operation: 'get', groupId: byId('6065ecdc9184c') };

/** Something of the package that asks a gateway. */
export interface Target {
	title: string;
	run(credential: Credential): Promise<Outcome>;
}

const byName = (error: unknown) => {
	const { name, message } = error instanceof Error ? error : new Error(String(error));
	return { name, message };
};

/** All that a user can see of an error. */
function shownOf(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	return { ...error, message: error.message, stack: error.stack };
}

async function outcomeOf(action: () => Promise<unknown>): Promise<Outcome> {
	try {
		return { shown: await action(), errors: [] };
	} catch (error) {
		return { shown: shownOf(error), errors: [byName(error)] };
	}
}

/** All operations, drop-downs, events of triggers and the credential's test of a gateway. */
export function targetsOf(gateway: GatewayName, engine: Engine): Target[] {
	return [
		...operationTargets(gateway, engine),
		...dropDownTargets(gateway, engine),
		...triggerTargets(gateway, engine),
		{
			title: 'test of the credential',
			run: async ({ type, data }) => await outcomeOf(() => testCredential(engine, type, data)),
		},
	];
}

/** A way to run an operation. */
interface Variant {
	title: string;
	parameters: INodeParameters;
	settings?: Partial<INode>;
}

const SIMPLIFIED: Variant = { title: '', parameters: { simplify: true, returnAll: true } };
/** With failed items on the error output. */
const AS_IT_IS: Variant = {
	title: ', as it is',
	parameters: { simplify: false, returnAll: true },
	settings: { onError: 'continueErrorOutput' },
};
/** For what can be sent later, which some gateways are asked about first. */
const SCHEDULED: Variant = {
	title: ', scheduled',
	parameters: { additionalFields: { sendAt: '2099-01-01T10:00:00Z' } },
};

function operationTargets(gateway: GatewayName, engine: Engine): Target[] {
	const { properties } = NodeHelpers.getVersionedNodeType(
		engine.package.loader.getNode(nodeOf(gateway)).type,
	).description;
	return operationsOf(gateway, engine.package).flatMap(({ resource, operation, parameters }) => {
		const canWait = properties.some(
			({ name, options = [], displayOptions: { show } = {} }) =>
				name === 'additionalFields' &&
				(show?.resource?.includes(resource) ?? false) &&
				(show?.operation?.includes(operation) ?? true) &&
				options.some((option) => option.name === 'sendAt'),
		);
		const variants = [SIMPLIFIED, AS_IT_IS, ...(canWait ? [SCHEDULED] : [])];
		return variants.map((variant) => ({
			title: `${resource} ${operation}${variant.title}`,
			async run({ type, data }: Credential): Promise<Outcome> {
				const result = await engine.run({
					type: nodeOf(gateway),
					parameters: { resource, operation, ...parameters, ...variant.parameters },
					credentials: { [type]: data },
					settings: variant.settings,
				});
				const { error, runData } = result.run.data.resultData;
				return {
					shown: [result.items, result.errorItems, runData, shownOf(error)],
					errors: [
						...(error === undefined ? [] : [{ name: error.name, message: error.message }]),
						...result.errorItems.map(({ json, error: thrown }) => ({
							name: thrown?.name,
							message: plainText(json.error),
						})),
					],
				};
			},
		}));
	});
}

function dropDownTargets(gateway: GatewayName, engine: Engine): Target[] {
	const node = NodeHelpers.getVersionedNodeType(
		engine.package.loader.getNode(nodeOf(gateway)).type,
	);
	return Object.keys(node.methods?.listSearch ?? {}).map((method) => ({
		title: `drop-down ${method}`,
		run: async ({ type, data }) => {
			const setup = { engine, credential: () => data };
			return await outcomeOf(() =>
				searchList(setup, { type: nodeOf(gateway), credentialType: type }, method, '', CHOSEN),
			);
		},
	}));
}

function triggerTargets(gateway: GatewayName, engine: Engine): Target[] {
	const name = `${nodeOf(gateway)}Trigger`;
	const node = NodeHelpers.getVersionedNodeType(engine.package.loader.getNode(name).type);
	const events = node.description.properties.find((property) => property.name === 'event');
	return (events?.options ?? [])
		.filter((option): option is INodePropertyOptions => 'value' in option)
		.map(({ value }) => ({
			title: `trigger ${String(value)}`,
			async run({ type, data }) {
				const parameters: INodeParameters = { event: value, threshold: 10 };
				const poller = createPoller(engine, {
					type: name,
					parameters,
					credentials: { [type]: data },
				});
				const outcomes: Outcome[] = [];
				for (const poll of [poller.poll, poller.test, poller.poll])
					outcomes.push(await outcomeOf(poll));
				const items: IDataObject = { staticData: poller.staticData, saved: poller.saved };
				return {
					shown: [items, outcomes.map(({ shown }) => shown)],
					errors: outcomes.flatMap(({ errors }) => errors),
				};
			},
		}));
}
