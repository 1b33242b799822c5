import type { INodeProperties } from 'n8n-workflow';

/**
 * Under the field Message.
 *
 * @param plain how many characters of the plain alphabet an SMS has at the gateway
 * @param special how many with another one among them
 */
export function messageHint(plain = 160, special = 70): string {
	return `${plain} characters in an SMS, ${special} with emoji or letters such as ł`;
}

export const maxSegmentsField: INodeProperties = {
	displayName: 'Most Segments',
	name: 'maxSegments',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'The most SMS that a message may be charged as. If it needs more, nothing is sent, and the error names the character that makes it longer. Without this field there is no limit.',
};

export const replaceSpecialCharactersField: INodeProperties = {
	displayName: 'Replace Special Characters',
	name: 'replaceSpecialCharacters',
	type: 'boolean',
	default: false,
	description:
		'Whether to replace curly quotes, long dashes, non-breaking spaces and the like with plain ones. Only done if the whole message then fits the plain SMS alphabet, so that more characters fit in an SMS. Letters and emoji are never replaced.',
};
