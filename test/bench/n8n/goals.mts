import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { MOST_IN_FLIGHT } from '../../../lab/measuring/bareClient.mts';
import { median } from '../../../lab/measuring/median.mts';
import { table } from '../../../scripts/docs/markdown.mts';
import {
	COMPARED_MESSAGES,
	cpuPerItem,
	isPaced,
	type Compared,
	type Round,
} from './comparison.mts';
import { peakBytesPerItem, type Size } from './growth.mts';

/** What was measured at a gateway. */
export interface Measured {
	gateway: Gateway;
	compared: readonly Compared[];
	sizes: readonly Size[];
}

/** A figure of our node, and the most that it should be. */
interface Goal {
	what: string;
	unit: '×' | 'ms' | 'kB' | 'requests';
	most: number;
	/** Undefined where it was not measured, or says nothing of the node. */
	valueOf: (measured: Measured) => number | undefined;
}

const GOALS: Goal[] = [
	{
		what: 'Time: Send ÷ bare client, 1,000 SMS, 50 ms',
		unit: '×',
		most: 1.2,
		valueOf: ({ gateway, compared }) =>
			isPaced(gateway) ? undefined : ofRounds(compared, 50, ({ send, bare }) => send.ms / bare.ms),
	},
	{
		what: 'CPU per SMS: Send ÷ HTTP Request with Header Auth, 5 ms',
		unit: '×',
		most: 0.5,
		valueOf: ({ compared }) =>
			ofRounds(
				compared,
				5,
				(round) => cpuPerItem(round, 'send') / cpuPerItem(round, 'httpRequestSigned'),
			),
	},
	{
		what: 'Time per SMS: Send Many, 5 ms',
		unit: 'ms',
		most: 0.3,
		valueOf: ({ gateway, compared }) =>
			isPaced(gateway)
				? undefined
				: ofRounds(compared, 5, ({ sendMany }) => sendMany.ms / COMPARED_MESSAGES),
	},
	{
		what: 'Time: Send Many ÷ HTTP Request, 1,000 SMS, 50 ms',
		unit: '×',
		most: 1,
		valueOf: ({ gateway, compared }) =>
			isPaced(gateway)
				? undefined
				: ofRounds(compared, 50, ({ sendMany, httpRequest }) => sendMany.ms / httpRequest.ms),
	},
	paceOf('send', 'Send'),
	paceOf('sendMany', 'Send Many'),
	{
		what: 'Most at once: Send, 50 ms',
		unit: 'requests',
		most: MOST_IN_FLIGHT,
		valueOf: ({ compared }) => ofRounds(compared, 50, ({ send }) => send.mostInFlight),
	},
	{
		what: 'Send Many: requests that send ÷ fewest possible, 1,000 SMS',
		unit: '×',
		most: 1,
		valueOf: ({ gateway, compared }) =>
			ofRounds(
				compared,
				50,
				({ sendMany }) => sendMany.sendRequests / fewestRequests(gateway, 'sendMany'),
			),
	},
	growthOf('send', 'Send'),
	growthOf('sendMany', 'Send Many'),
	memoryOf('send', 'Send', 30),
	memoryOf('sendMany', 'Send Many', 5),
];

/** A table of what was wanted and what was measured; what is over its goal is in bold. */
export function goalsTable(all: readonly Measured[]): string {
	const rows = GOALS.map((goal) => [
		goal.what,
		inWords(goal, goal.most),
		...all.map((measured) => {
			const value = goal.valueOf(measured);
			if (value === undefined) return '';
			return value > goal.most ? `**${inWords(goal, value)}**` : inWords(goal, value);
		}),
	]);
	return table(['', 'At most', ...all.map(({ gateway }) => gateway.title)], rows);
}

/** A sentence for each figure that is over its goal. */
export function overGoals(all: readonly Measured[]): string[] {
	return all.flatMap((measured) =>
		GOALS.flatMap((goal) => {
			const value = goal.valueOf(measured);
			if (value === undefined || value <= goal.most) return [];
			const most = inWords(goal, goal.most);
			return [`${measured.gateway.title}, ${goal.what}: ${inWords(goal, value)}, at most ${most}`];
		}),
	);
}

/** How many times as long an item takes among the most as among the fewest. */
function growthOf(way: 'send' | 'sendMany', name: string): Goal {
	return {
		what: `Time per SMS: ${name}, most items ÷ fewest`,
		unit: '×',
		most: 1.2,
		valueOf({ gateway, sizes }) {
			const [first, last] = [sizes[0], sizes.at(-1)];
			if (isPaced(gateway) || first === undefined || last === undefined || first === last)
				return undefined;
			const perItem = ({ messages, figures }: Size) => figures[way].ms / messages;
			return perItem(last) / perItem(first);
		},
	};
}

/** How many times as long a gateway's own pace a run takes, where it has one. */
function paceOf(way: 'send' | 'sendMany', name: string): Goal {
	return {
		what: `Time: ${name} ÷ the gateway's pace, 1,000 SMS, 50 ms`,
		unit: '×',
		most: 1.2,
		valueOf({ gateway, compared }) {
			const leastMs = gateway.paceMs * fewestRequests(gateway, way);
			return isPaced(gateway)
				? ofRounds(compared, 50, (round) => round[way].ms / leastMs)
				: undefined;
		},
	};
}

function fewestRequests({ itemsPerRequest }: Gateway, way: 'send' | 'sendMany'): number {
	return Math.ceil(COMPARED_MESSAGES / itemsPerRequest[way]);
}

function memoryOf(way: 'send' | 'sendMany', name: string, most: number): Goal {
	return {
		what: `Peak memory per item above No Operation: ${name}, most items`,
		unit: 'kB',
		most,
		valueOf({ sizes }) {
			const last = sizes.at(-1);
			return last && peakBytesPerItem(last, way) / 1000;
		},
	};
}

function ofRounds(
	compared: readonly Compared[],
	latencyMs: number,
	pick: (round: Round) => number,
): number | undefined {
	const rounds = compared.find((one) => one.latencyMs === latencyMs)?.rounds ?? [];
	return rounds.length === 0 ? undefined : median(rounds.map(pick));
}

function inWords({ unit }: Goal, value: number): string {
	return unit === 'requests' ? String(value) : `${value.toFixed(2)} ${unit}`;
}
