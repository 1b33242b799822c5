import type { INodeProperties } from 'n8n-workflow';

/** Those of the collection `additionalFields`, in alphabetical order with the others. */
export const idempotencyKeyField: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1042-shipped',
	description:
		'A text that is the same whenever this is the same message, such as an order number. What this node has sent with a key is not sent again with it, in later executions either: the item is in the output with the status “skipped”. If To has one number, only the key counts; if it has several, the key and each number. As a tool of an AI agent up to version 2 or of an MCP server, this only holds within one execution.',
};

export const rememberedKeysField: INodeProperties = {
	displayName: 'Remembered Keys',
	name: 'rememberedKeys',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100_000 },
	default: 10_000,
	description:
		'The node remembers at least this many idempotency keys. The oldest ones are forgotten first. The value of the first item applies to all.',
};

/** Add `'@tool': [true]` to its `displayOptions.show`: only agents need it. It takes no expression, which they could fill in. */
export const allowRepeatsField: INodeProperties = {
	displayName: 'Allow Repeats',
	name: 'allowRepeats',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether an AI agent may send the same text to the same recipient again in one execution. An idempotency key applies even so.',
};
