import type { INode } from 'n8n-workflow';

/** A node, for code that needs one only to name it in an error. */
export const ANY_NODE: INode = {
	id: '1',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
