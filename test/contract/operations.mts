import type {
	INodeParameters,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import type { LoadedPackage } from '../engine/package.mts';
import { plainText } from '../engine/plainText.mts';

/** An operation of a node, with what it must have. */
export interface NodeOperation {
	gateway: GatewayName;
	resource: string;
	operation: string;
	/** What it does, in a sentence. */
	action: string | undefined;
	/** Where its request goes, as its description states it. */
	request: INodePropertyRouting['request'];
	/** Whether it reads, changes or deletes; neither a send nor a creation, which go in bounds of their own. */
	isPlain: boolean;
	/** Whether it returns a list of any length. */
	hasReturnAll: boolean;
	/** The fields that it must have, filled with what an item has, or with what the gateway need not know. */
	parameters: INodeParameters;
}

/** A record, as the resource locator holds it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Values for the required fields, by their names, which mean the same in all nodes. */
const VALUES: Record<string, INodeParameters[string]> = {
	campaignId: '6065ecdc9184a',
	contactId: byId('6065ecdc9184b'),
	deviceId: byId('260'),
	from: 'Bakery',
	groupId: byId('6065ecdc9184c'),
	mediaUrl: 'https://example.com/cake.jpg',
	message: 'The cake is ready',
	messageId: '12',
	name: 'Customers',
	phone: '={{ "+31600" + String(100000 + $itemIndex) }}',
	to: '={{ "+31600" + String(100000 + $itemIndex) }}',
};

/** Where a gateway takes other ids. */
const VALUES_OF_GATEWAY: Partial<Record<GatewayName, INodeParameters>> = {
	smsGateway24: { groupId: byId('8303') },
};

/** Where a value by its name and gateway will not do. */
const OWN_VALUES: Record<string, INodeParameters> = {
	'bestSmsGateway contact delete': { filters: { contactIds: '12' } },
	// A group that no other operation saves a contact in, so that there is something to do.
	'bestSmsGateway contact syncGroup': {
		groupId: { __rl: true, mode: 'name', value: 'Synced' },
	},
	'bestSmsGateway sms delete': { filters: { messageIds: '12' } },
	'bestSmsGateway sms stop': { filters: { messageIds: '12' } },
	'smstools contact update': { contactId: byId('12'), firstName: 'Ann' },
	'smstools group update': { groupId: byId('12') },
	'textBoost sms get': { messageId: '6065ecdc9184a' },
};

/** All operations of a node, as the node itself declares them. */
export function operationsOf(gateway: GatewayName, { loader }: LoadedPackage): NodeOperation[] {
	const node: INodeType = NodeHelpers.getVersionedNodeType(loader.getNode(nodeOf(gateway)).type);
	const { properties } = node.description;
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const resource = plainText(displayOptions?.show?.resource?.[0]);
			return options
				.filter((option): option is INodePropertyOptions => 'value' in option)
				.map(({ value, action, routing }): NodeOperation => {
					const operation = String(value);
					const required = properties.filter(
						({ required: isRequired, displayOptions: shown }) =>
							isRequired === true &&
							shown?.show?.resource?.includes(resource) &&
							(shown.show.operation?.includes(operation) ?? true),
					);
					const own = OWN_VALUES[`${gateway} ${resource} ${operation}`] ?? {};
					const values = required.map(({ name }) => {
						const value = own[name] ?? VALUES_OF_GATEWAY[gateway]?.[name] ?? VALUES[name];
						if (value === undefined) throw new Error(`There is no value for ${name} in VALUES`);
						return [name, value] as const;
					});
					return {
						gateway,
						resource,
						operation,
						action,
						request: routing?.request,
						isPlain:
							operation.startsWith('get') ||
							node.customOperations?.[resource]?.[operation] === undefined,
						hasReturnAll: properties.some(
							({ name, displayOptions: shown }) =>
								name === 'returnAll' &&
								shown?.show?.resource?.includes(resource) === true &&
								shown.show.operation?.includes(operation) === true,
						),
						parameters: { ...Object.fromEntries(values), ...own },
					};
				});
		});
}
