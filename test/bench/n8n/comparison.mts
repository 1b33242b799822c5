import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { itemsFor } from '../../../lab/gateways/items.mts';
import { MOST_IN_FLIGHT } from '../../../lab/measuring/bareClient.mts';
import { median } from '../../../lab/measuring/median.mts';
import type { RemoteBareClient } from '../../../lab/measuring/remoteBareClient.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { say } from '../../../lab/n8n/say.mts';
import { table } from '../../../scripts/docs/markdown.mts';
import { TEXT } from '../messages.mts';
import type { Contender, Figures, MeasuredN8n } from './measuredN8n.mts';
import { sends, WAYS_IN_N8N, type WayInN8n } from './waysInN8n.mts';

/** The latencies of the gateway at which all ways are compared: a quick one, and a usual one. */
const LATENCIES_MS = [5, 50] as const;

/** How many SMS each way sends. */
export const COMPARED_MESSAGES = 1_000;

const WARM_UP_MESSAGES = 100;

/** `bare` is a client without n8n, in a process of its own, of which only the time is known. */
type Way = 'bare' | WayInN8n;

const WAYS: readonly Way[] = [
	'noOperation',
	'editFields',
	'bare',
	'httpRequest',
	'httpRequestSigned',
	'declarative',
	'send',
	'sendMany',
];

/** What one round took with each way. */
export type Round = Record<WayInN8n, Figures> & {
	bare: Pick<Figures, 'ms' | 'requests' | 'mostInFlight'>;
};

/** The rounds at one latency. */
export interface Compared {
	latencyMs: number;
	rounds: Round[];
}

/** Sends with every way in turns, each round in the other order than the one before. */
export async function compare(
	n8n: MeasuredN8n,
	client: RemoteBareClient,
	contender: Contender,
	rounds: number,
): Promise<Compared[]> {
	const { title } = contender.gateway;
	await n8n.sandbox.setLatency(0);
	await runRound(n8n, client, contender, WARM_UP_MESSAGES, WAYS);
	const compared: Compared[] = [];
	for (const latencyMs of LATENCIES_MS) {
		await n8n.sandbox.setLatency(latencyMs);
		const past: Round[] = [];
		for (let number = 1; number <= rounds; number += 1) {
			const order = number % 2 === 1 ? WAYS : WAYS.toReversed();
			past.push(await runRound(n8n, client, contender, COMPARED_MESSAGES, order));
			say(`  ${title}, ${latencyMs} ms: round ${number} of ${rounds} is over`);
		}
		compared.push({ latencyMs, rounds: past });
	}
	return compared;
}

async function runRound(
	n8n: MeasuredN8n,
	client: RemoteBareClient,
	contender: Contender,
	count: number,
	order: readonly Way[],
): Promise<Round> {
	const round: Partial<Round> = {};
	for (const way of order) {
		n8n.session.signal.throwIfAborted();
		if (way === 'bare') round.bare = await runBare(n8n, client, contender, count);
		else round[way] = await n8n.run(contender, way, count);
	}
	// The order has every way in it.
	return round as Round;
}

async function runBare(
	{ sandbox }: MeasuredN8n,
	client: RemoteBareClient,
	{ gateway, credential }: Contender,
	count: number,
): Promise<Round['bare']> {
	await sandbox.takeCounts();
	const messages = itemsFor(gateway, count, TEXT);
	const ms = await client.send({ gateway: gateway.name, credential: credential.data, messages });
	const { requests, accepted, mostInFlight } = await sandbox.takeCounts();
	if (accepted !== count || mostInFlight > MOST_IN_FLIGHT) {
		throw new Failure(
			`${gateway.title}: of ${count} SMS of the bare client ${accepted} were accepted, ${mostInFlight} at once.`,
		);
	}
	return { ms, requests, mostInFlight };
}

/** A table of all ways at one latency: medians of the rounds, with the least and the most of what is compared. */
export function tableOf({ rounds }: Compared): string {
	const rows = WAYS.map((way) => {
		const of = (pick: (round: Round) => number) => rounds.map(pick);
		const name = way === 'bare' ? 'Bare HTTP client (floor)' : WAYS_IN_N8N[way];
		const time = `${(median(of((round) => round[way].ms)) / 1000).toFixed(2)} s`;
		if (way !== 'bare' && !sends(way)) {
			const cpu = way === 'noOperation' ? '' : milliseconds(of((round) => cpuPerItem(round, way)));
			const peak = way === 'noOperation' ? '' : kilobytes(of((round) => peakPerItem(round, way)));
			return [name, time, '', '', '', cpu, peak];
		}
		return [
			name,
			time,
			spread(
				of((round) => round[way].ms / round.bare.ms),
				(value) => `${value.toFixed(2)} ×`,
			),
			median(of((round) => round[way].requests)).toLocaleString('en'),
			String(median(of((round) => round[way].mostInFlight))),
			way === 'bare' ? '' : milliseconds(of((round) => cpuPerItem(round, way))),
			way === 'bare' ? '' : kilobytes(of((round) => peakPerItem(round, way))),
		];
	});
	const head = ['Way', 'Time', '÷ bare', 'Requests', 'In flight', 'CPU per SMS', 'Peak per item'];
	return table(head, rows);
}

/** The processor time of n8n's process per item beyond that of the run with No Operation, in milliseconds. */
export function cpuPerItem(round: Round, way: WayInN8n): number {
	return (round[way].cpuMs - round.noOperation.cpuMs) / COMPARED_MESSAGES;
}

/** How much more memory an item takes at most than with No Operation, in bytes. */
function peakPerItem(round: Round, way: WayInN8n): number {
	return (round[way].peakBytes - round.noOperation.peakBytes) / COMPARED_MESSAGES;
}

function milliseconds(values: readonly number[]): string {
	return spread(values, (value) => `${value.toFixed(2)} ms`);
}

function kilobytes(values: readonly number[]): string {
	return spread(values, (value) => `${Math.round(value / 1000)} kB`);
}

/** The median, and in brackets the least and the most of all. */
function spread(values: readonly number[], inWords: (value: number) => string): string {
	if (values.length === 1) return inWords(median(values));
	return `${inWords(median(values))} (${inWords(Math.min(...values))} to ${inWords(Math.max(...values))})`;
}

/** Whether the time of our node is that of its own pace, which the other ways ignore. */
export function isPaced({ paceMs }: Gateway): boolean {
	return paceMs > 0;
}
