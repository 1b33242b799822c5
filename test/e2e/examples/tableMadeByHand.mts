import { readList, readObject, readText } from '../../../lab/json.mts';
import {
	parametersOf,
	withoutNode,
	withParameters,
	type ExampleWorkflow,
} from '../../../lab/n8n/exampleWorkflow.mts';
import type { DataTable, RestClient } from '../../../lab/n8n/restClient.mts';

const creator = 'Create the table once';

/**
 * Does what the note "Only in n8n 1" of the reply example tells the user to do: creates the data table,
 * deletes the node that would create it, and puts the table's ID into "Table ID".
 *
 * @returns the workflow as the user has it then
 */
export async function withTableMadeByHand(
	example: ExampleWorkflow,
	rest: RestClient,
): Promise<ExampleWorkflow> {
	return withTable(example, await rest.createDataTable(readTable(example)));
}

/** The same with a table that is there already. */
export function withTable(example: ExampleWorkflow, tableId: string): ExampleWorkflow {
	const field = { id: '1', name: 'id', type: 'string', value: tableId };
	const chosen = { assignments: { assignments: [field] } };
	return withParameters(withoutNode(example, creator), 'Table ID', chosen);
}

/** Reads which table the node of the example creates where it can. */
export function readTable(example: ExampleWorkflow): DataTable {
	const { tableName, columns } = parametersOf(example, creator);
	const { column } = readObject(columns, 'the columns');
	return {
		name: readText(tableName, "the table's name"),
		columns: readList(column, 'the columns').map((value) => {
			const { name, type } = readObject(value, 'a column');
			return { name: readText(name, "a column's name"), type: readText(type, "a column's type") };
		}),
	};
}
