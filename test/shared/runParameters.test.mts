import { expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { parametersOfRun } from '../../nodes/shared/input/runParameters.ts';
import { ANY_NODE } from './anyNode.mts';

const PARAMETERS: INodeParameters = {
	text: 'Hello',
	expression: '={{ $json.a }}',
	list: ['a', 'b'],
	listWithExpression: ['a', '={{ $json.a }}'],
	locator: { __rl: true, mode: 'id', value: '7' },
	locatorWithExpression: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	collection: { key: 'k', entries: [{ name: 'n' }] },
	collectionWithExpression: { key: 'k', entries: [{ name: '={{ $json.n }}' }] },
	off: false,
	equation: '1 = 1',
};

/** Reads a parameter for three items. @returns the items for which n8n was asked, and what came out */
function readForThree(name: string) {
	const asked: number[] = [];
	// Of what n8n gives a node only its parameters.
	const context = {
		getNode: () => ({ ...ANY_NODE, parameters: PARAMETERS }),
		getNodeParameter(asking: string, itemIndex: number, fallback: unknown, extracting?: object) {
			asked.push(itemIndex);
			return [asking, itemIndex, fallback, extracting];
		},
	} as unknown as IExecuteFunctions;
	const parametersOf = parametersOfRun(context);
	const values = [0, 1, 2].map((itemIndex) => parametersOf(itemIndex)(name, 'none'));
	return { asked, values };
}

it.each(['text', 'list', 'locator', 'collection', 'collection.key', 'off', 'equation'])(
	'%s has no expression, and is read once for all items',
	(name) => {
		const { asked, values } = readForThree(name);
		expect(asked).toEqual([0]);
		expect(values).toEqual(Array(3).fill([name, 0, 'none', undefined]));
	},
);

it.each([
	'expression',
	'listWithExpression',
	'locatorWithExpression',
	'collectionWithExpression',
	'collectionWithExpression.key',
	'missing',
])('%s is read for each item', (name) => {
	const { asked, values } = readForThree(name);
	expect(asked).toEqual([0, 1, 2]);
	expect(values).toEqual([0, 1, 2].map((item) => [name, item, 'none', undefined]));
});

it('keeps what a locator holds apart from its value', () => {
	const context = {
		getNode: () => ({ ...ANY_NODE, parameters: PARAMETERS }),
		getNodeParameter: (_name: string, _item: number, _fallback: unknown, options?: object) =>
			options === undefined ? 'locator' : 'value',
	} as unknown as IExecuteFunctions;
	const read = parametersOfRun(context)(0);
	expect([read('locator'), read('locator', '', { extractValue: true }), read('locator')]).toEqual([
		'locator',
		'value',
		'locator',
	]);
});
