import { cpus, release, totalmem, type } from 'node:os';

/** What the figures were measured on, as name and value. */
export function describeMachine(n8nVersion: string, date: Date): Array<[string, string]> {
	const cores = cpus();
	return [
		['Processor', `${cores[0]?.model.trim() || 'unknown'}, ${cores.length} cores`],
		['Memory', `${(totalmem() / 2 ** 30).toFixed(0)} GB`],
		['System', `${type()} ${release()}, ${process.arch}`],
		['Node.js', process.version],
		['n8n', n8nVersion],
		['Date', date.toISOString().slice(0, 10)],
	];
}
