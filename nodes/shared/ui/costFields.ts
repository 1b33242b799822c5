import type {
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/**
 * Under the field Message.
 *
 * @param plain how many characters of the plain alphabet an SMS has at the gateway
 * @param special how many with another one among them
 * @param others what those are, for a gateway that takes no emoji
 */
export function messageHint(
	plain = 160,
	special = 70,
	others = 'emoji or letters such as ł',
): string {
	return `${plain} characters in an SMS, ${special} with ${others}`;
}

export const maxSegmentsField: INodeProperties = {
	displayName: 'Most Segments',
	name: 'maxSegments',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How many SMS a message may need at most. If it needs more, nothing is sent, and the error names the character that makes it longer. Without this field there is no limit.',
};

export const replaceSpecialCharactersField: INodeProperties = {
	displayName: 'Replace Special Characters',
	name: 'replaceSpecialCharacters',
	type: 'boolean',
	default: false,
	description:
		'Whether to replace curly quotes, long dashes, non-breaking spaces and the like with plain ones. Only done if the whole message then fits the plain SMS alphabet, so that more characters fit in an SMS. Letters and emoji are never replaced.',
};

/** The operation that counts a text and sends nothing, without its routing. */
export const estimateOption: INodePropertyOptions = {
	name: 'Estimate',
	value: 'estimate',
	action: 'Estimate SMS',
	description:
		'Count how many SMS a text needs, and find the characters that make it longer, without sending it',
};

/**
 * For the credential of a node: Estimate asks nobody. n8n's declarative engine, which runs tools for AI agents up to version
 * 2 and for MCP servers, reads the credential even so, and there says "Credentials not found".
 */
export const unlessEstimating: INodeCredentialDescription['displayOptions'] = {
	hide: { operation: ['estimate'] },
};
