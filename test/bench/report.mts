import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { MOST_IN_FLIGHT } from '../../lab/measuring/bareClient.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { CLAIMS } from './claims.mts';
import { describeMachine } from './machine.mts';
import { LONGEST_WAIT_MS, WARM_UP_MESSAGES, WAYS } from './plan.mts';
import type { Find, Result, Run } from './results.mts';
import { isScaled } from './results.mts';

/** Where the report is kept. */
export const REPORT_FILE = join(repository, 'docs/benchmarks.md');

const INTRODUCTION = `# Benchmarks of sending

\`npm run bench\` wrote this file. It sends SMS in n8n's own engine, with the built package, to the
sandbox of the gateways, and in other ways for comparison. [Benchmarks of queue mode](benchmarks-queue.md) has the
figures of several workers.`;

const READING = `## How to read it

- **${WAYS.bare}**: Node's own HTTP client without n8n, with ${MOST_IN_FLIGHT} requests under way. It is what the
  requests themselves take; all times are compared to it.
- **${WAYS.send}** and **${WAYS.sendMany}**: our node. Send has up to ${MOST_IN_FLIGHT} requests under way by default. Where
  the gateway takes several messages in a request, Send Many makes few. At BestSMSGateway both do, of 49 messages at
  most, and leave a second between two requests, because SMS sent within one second may be sent twice there, and a larger
  request may be put on hold. The other ways ignore this.
  Send starts its requests one tick of the event loop apart, which takes a millisecond each: more than the response from
  a gateway without latency, and negligible with a real one.
- **${WAYS.httpRequest}**: n8n's own, as it is by default. It starts the requests of all items at once, which a gateway
  may refuse with HTTP 429.
- **${WAYS.declarative}**: the least that n8n's declarative engine can be given, with all items at once too.
- **${WAYS.sequential}**: a node that waits for each response before the next request, as many nodes do.
- **Time** is that of the whole run. ≈ means that only the number of messages in brackets was sent; time and
  requests are scaled, and CPU is for these few.
- **In flight** is the number of requests that the gateway had at once. A gateway without delay responds to one before
  it reads the next.
- **CPU** is user and system time of the process with the engine, per message. The first messages take more than the
  others, and a waiting process takes some too, so it is higher with few messages and with a slow gateway.
- **Peak** is the most memory that this process used beyond what it used at the start; it includes garbage that Node had
  no reason to collect yet. **Held** is how much larger the heap was than at the start when the run was over and garbage
  was collected.`;

const METHOD = `## How it is measured

- Every line is one run in a process of its own, after a run of ${WARM_UP_MESSAGES} messages to other numbers. The gateway is a new
  sandbox in another process; both share the processor.
- Send Many, and at BestSMSGateway Send too, put many SMS into a request; there **Requests** includes those that read
  the IDs back. All other ways make the same request for each SMS: method, address, body, and headers except those
  of the HTTP client. n8n's own requests open a connection each; the bare client keeps its connections. The HTTP Request
  node has token or password as plain values, the other nodes sign with the credential.
- All messages have one text and different numbers. The gateway must have accepted every one.
- Cases that would have to wait for the gateway for more than ${LONGEST_WAIT_MS / 1000} seconds, whatever the sender does, are measured with fewer
  messages, except for our node at BestSMSGateway. \`npm run bench -- --whole\` sends all of them.
- One run each: another one differs by a few percent, and the shortest ones by more.
- No message has an idempotency key. With one, and 10,000 keys stored, a run of one SMS took 25 to 33 ms longer in n8n 2.41.1
  on SQLite, and 9 to 14 ms longer where the SMS was skipped (medians of 15 runs at three gateways, by
  \`npm run check:sending -- --only keys\`). While other work kept the processor busy
  several times over, these were 161 ms and 107 ms.`;

/** The whole report, formatted. */
export async function reportOf(run: Run): Promise<string> {
	const machine = describeMachine(run.n8nVersion, run.date).map(
		([name, value]) => `- ${name}: ${value}`,
	);
	return await formatted([INTRODUCTION, machine.join('\n'), READING, figuresOf(run), METHOD]);
}

/** The tables of the report alone, formatted. */
export async function tablesOf(run: Run): Promise<string> {
	return await formatted([figuresOf(run)]);
}

function figuresOf({ results, failed }: Run): string {
	const gateways = [...new Set(results.map(({ cell }) => cell.gateway))];
	const parts = ['## What it shows', ...summaryOf(results, gateways)];
	if (failed.length > 0) {
		const lines = failed.map(({ cell, reason }) => {
			const { gateway, way, messages, latencyMs } = cell;
			return `- ${GATEWAYS[gateway].title}, ${WAYS[way]}, ${number(messages)} messages, ${latencyMs} ms: ${reason}`;
		});
		parts.push('These did not end well, and are left out:', lines.join('\n'));
	}
	for (const gateway of gateways) {
		const own = results.filter(({ cell }) => cell.gateway === gateway);
		parts.push(`## ${GATEWAYS[gateway].title}`, tableOf(own));
	}
	return parts.join('\n\n');
}

function summaryOf(results: Result[], gateways: GatewayName[]): string[] {
	const over: string[] = [];
	const rows = CLAIMS.flatMap(({ what, unit, limit, valueOf }) => {
		const values = gateways.map((gateway) => valueOf(finder(results, gateway)));
		if (values.every((value) => value === undefined)) return [];
		const cells = gateways.map((gateway, index) => {
			const value = values[index];
			if (value === undefined) return '–';
			const text = `${value.toFixed(2)} ${unit}`;
			if (value <= limit) return text;
			over.push(`${GATEWAYS[gateway].title}, ${what}: ${text}`);
			return `**${text}**`;
		});
		return [[what, `${limit} ${unit}`, ...cells]];
	});
	if (rows.length === 0) return ['Too little was measured to compare.'];
	const verdict =
		over.length === 0
			? 'Whatever was measured is within its limit.'
			: `Over the limit:\n\n${over.map((line) => `- ${line}`).join('\n')}`;
	const header = ['', 'At most', ...gateways.map((gateway) => GATEWAYS[gateway].title)];
	return [markdownTable(header, rows), verdict];
}

function tableOf(results: Result[]): string {
	const header = [
		'Messages',
		'Latency',
		'Sent by',
		'Time',
		'÷ floor',
		'Requests',
		'In flight',
		'CPU',
		'Peak',
		'Held',
	];
	const rows = results.map((result) => {
		const { cell, ms, requests, mostInFlight, cpuMsPerMessage, peakBytes, heldBytes } = result;
		const floor = finder(results, cell.gateway)('bare', cell.messages, cell.latencyMs);
		const about = isScaled(cell) ? '≈ ' : '';
		return [
			number(cell.messages) + (isScaled(cell) ? ` (${number(cell.sample)})` : ''),
			`${cell.latencyMs} ms`,
			WAYS[cell.way],
			`${about}${(ms / 1000).toFixed(2)} s`,
			floor ? `${(ms / floor.ms).toFixed(2)} ×` : '–',
			about + number(requests),
			number(mostInFlight),
			`${about}${cpuMsPerMessage.toFixed(2)} ms`,
			megabytes(peakBytes),
			megabytes(heldBytes),
		];
	});
	return markdownTable(header, rows);
}

function finder(results: Result[], gateway: GatewayName): Find {
	return (way, messages, latencyMs) =>
		results.find(
			({ cell }) =>
				cell.gateway === gateway &&
				cell.way === way &&
				cell.messages === messages &&
				cell.latencyMs === latencyMs,
		);
}

/** A table whose columns are aligned to the right but for texts. */
function markdownTable(header: string[], rows: string[][]): string {
	const rule = header.map((name) => (name === '' || name === 'Sent by' ? '---' : '---:'));
	return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function number(value: number): string {
	return value.toLocaleString('en');
}

function megabytes(bytes: number | undefined): string {
	return bytes === undefined ? '–' : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function formatted(parts: string[]): Promise<string> {
	const options = await resolveConfig(REPORT_FILE);
	return await format(parts.join('\n\n'), { ...options, parser: 'markdown' });
}
