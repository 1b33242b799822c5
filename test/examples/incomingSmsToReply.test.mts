import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { parametersOf, readExample } from '../../lab/n8n/exampleWorkflow.mts';
import { readTable } from '../e2e/examples/tableMadeByHand.mts';

const FILE = resolve(import.meta.dirname, '../../examples/incoming-sms-to-reply.json');

it('tells the user of n8n 1 to create the table that n8n 2 creates by itself', async () => {
	const example = await readExample(FILE);
	const table = readTable(example);
	const list = new Intl.ListFormat('en-GB');
	const columns = (wanted: string) =>
		list.format(table.columns.filter(({ type }) => type === wanted).map(({ name }) => `*${name}*`));

	const { content } = parametersOf(example, 'Only in n8n 1');
	expect(content).toContain(
		`create the data table **${table.name}** with the columns ${columns('string')}, ` +
			`all of the type *string*, and ${columns('number')}, of the type *number*.`,
	);
	expect(new Set(table.columns.map(({ type }) => type))).toEqual(new Set(['string', 'number']));
});
