import { join } from 'node:path';
import { startChild } from '../../lab/measuring/child.mts';
import type { Counts } from '../../lab/measuring/remoteSandbox.mts';
import { startRemoteSandbox } from '../../lab/measuring/remoteSandbox.mts';
import type { Figures } from './measure.mts';
import type { Cell } from './plan.mts';
import type { SenderOptions } from './ways.mts';

/** What a cell has measured, for the messages that were really sent. */
export type CellFigures = Figures & Pick<Counts, 'requests' | 'mostInFlight'>;

/** What the process of a cell is started with. */
export interface CellOrder extends SenderOptions {
	messages: number;
}

/** What it is asked to do, one after the other. */
export type CellStep = 'warm up' | 'measure';

/** What it answers: to the second step with figures. */
export type CellAnswer = { figures?: Figures } | { failure: string };

export interface CellOptions {
	n8nScript: string;
	/** Where to write a CPU profile of the cell. */
	profileFolder?: string;
	/** The longest that it may take, in milliseconds. */
	limitMs: number;
	/** Ends the cell. */
	signal: AbortSignal;
}

/**
 * Measures in a process of its own, against a gateway of its own.
 *
 * @throws Error where messages were not sent or not accepted, or not in time; the signal's reason
 */
export async function runCell(cell: Cell, options: CellOptions): Promise<CellFigures> {
	const { n8nScript, profileFolder, limitMs, signal } = options;
	const inTime = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
	await using atTheEnd = new AsyncDisposableStack();
	const sandbox = await startRemoteSandbox();
	atTheEnd.defer(() => sandbox.close());
	const order: CellOrder = {
		gateway: cell.gateway,
		way: cell.way,
		credential: sandbox.credentials[cell.gateway],
		messages: cell.sample,
		n8nScript,
	};
	const profiling = ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
	const child = startChild(join(import.meta.dirname, 'cellProcess.mts'), [JSON.stringify(order)], {
		execArgv: [
			'--expose-gc',
			`--import=${join(import.meta.dirname, 'commonJs.mts')}`,
			...(profileFolder === undefined ? [] : profiling),
		],
		signal: inTime,
		killSignal: 'SIGKILL',
	});
	atTheEnd.defer(() => child.close());
	const take = async (step: CellStep): Promise<Figures | undefined> => {
		try {
			// What cellProcess.mts answers.
			const answer = (await child.ask(step)) as CellAnswer;
			if ('failure' in answer) throw new Error(answer.failure);
			return answer.figures;
		} catch (error) {
			inTime.throwIfAborted();
			throw error;
		}
	};

	await take('warm up');
	await sandbox.setLatency(cell.latencyMs);
	await sandbox.takeCounts();
	const figures = await take('measure');
	if (figures === undefined) throw new Error('The process of the cell has no figures');
	const { requests, mostInFlight, accepted } = await sandbox.takeCounts();
	if (accepted !== cell.sample) {
		throw new Error(`The gateway has accepted ${accepted} of ${cell.sample} messages`);
	}
	return { ...figures, requests, mostInFlight };
}
