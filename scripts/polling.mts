/**
 * Measures what triggers cost that work through a backlog, at the sandbox and in n8n's own engine, and writes the table in
 * docs/triggers.md. `npm run measure:polling` builds before, and loads `commonJs.mts` first. It takes minutes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { startEngine } from '../test/engine/engine.mts';
import { makeFolder, removeFolder } from '../test/engine/temporaryFolder.mts';
import { ALL_GATEWAYS } from '../test/gateways/gateways.mts';
import type { PollingCost } from '../test/measuring/polling.mts';
import { measurePolling } from '../test/measuring/polling.mts';
import { table } from './docs/markdown.mts';
import { Failure, report } from './n8n/failure.mts';
import { say } from './n8n/say.mts';
import { repository } from './n8n/workshop.mts';

const BACKLOGS = [1000, 10_000, 60_000];
const LIMIT_PER_MINUTE = 60;
const PAGE = join(repository, 'docs', 'triggers.md');
const PLACE = /(<!-- measured: polling -->\n)[\s\S]*?(<!-- \/measured -->)/;
const HEADINGS = [
	'Gateway',
	'SMS waiting',
	'Requests',
	'Polls',
	`Requests, ${LIMIT_PER_MINUTE} a minute allowed`,
	'Polls',
	'Memory',
	'Idle poll',
];

async function measure(): Promise<string> {
	const engine = await startEngine();
	const rows: string[][] = [];
	for (const { name, title } of ALL_GATEWAYS) {
		for (const count of BACKLOGS) {
			const free = complete(await measurePolling(engine, name, count, Infinity), title, count);
			const limited = complete(
				await measurePolling(engine, name, count, LIMIT_PER_MINUTE),
				title,
				count,
			);
			const stateBytes = Math.max(free.stateBytes, limited.stateBytes);
			const row = [
				title,
				count.toLocaleString('en'),
				...[free, limited].flatMap(({ requests, polls }) => [requests, polls].map(String)),
				`${Math.ceil(stateBytes / 1000)} kB`,
				`${free.idleRequests} request${free.idleRequests === 1 ? '' : 's'}`,
			];
			say(row.join(' · '));
			rows.push(row);
		}
	}
	return table(HEADINGS, rows);
}

function complete(cost: PollingCost, title: string, count: number): PollingCost {
	if (cost.isComplete) return cost;
	throw new Failure(`${title}: a backlog of ${count} did not come once and in order.`);
}

try {
	makeFolder();
	const measured = await measure();
	const page = await readFile(PAGE, 'utf8');
	if (!PLACE.test(page)) throw new Failure('docs/triggers.md has no place for the table.');
	const filled = page.replace(
		PLACE,
		(_all, begin: string, end: string) => `${begin}\n${measured}\n\n${end}`,
	);
	const options = await resolveConfig(PAGE, { editorconfig: true });
	await writeFile(PAGE, await format(filled, { ...options, parser: 'markdown' }));
} catch (error) {
	report(error);
} finally {
	removeFolder();
}
