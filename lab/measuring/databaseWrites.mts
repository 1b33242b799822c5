import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What n8n has written to its SQLite database since somebody began to count. */
export interface DatabaseWrites {
	/** How often it stored what a workflow's triggers remember. */
	staticData: number;
	executions: number;
}

/** Of which it is certain that it can be waited for: n8n's own transactions are short. */
const BUSY_MS = 10_000;

/** Counts from now on. @param userFolder where a running n8n keeps its data @returns what was written so far */
export function countDatabaseWrites(userFolder: string): () => DatabaseWrites {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const open = () => new DatabaseSync(file, { timeout: BUSY_MS });
	{
		using database = open();
		database.exec(
			`CREATE TABLE measured (what TEXT PRIMARY KEY, number INTEGER NOT NULL);
			INSERT INTO measured VALUES ('staticData', 0), ('executions', 0);
			CREATE TRIGGER measured_static_data AFTER UPDATE OF staticData ON workflow_entity
			BEGIN UPDATE measured SET number = number + 1 WHERE what = 'staticData'; END;
			CREATE TRIGGER measured_executions AFTER INSERT ON execution_entity
			BEGIN UPDATE measured SET number = number + 1 WHERE what = 'executions'; END;`,
		);
	}
	return () => {
		using database = open();
		const numberOf = (what: string) =>
			Number(database.prepare('SELECT number FROM measured WHERE what = ?').get(what)?.['number']);
		return { staticData: numberOf('staticData'), executions: numberOf('executions') };
	};
}
