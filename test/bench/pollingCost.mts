import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import type { Engine } from '../engine/engine.mts';
import { createPoller } from '../engine/poller.mts';

/** What a trigger needed to work through a backlog. */
export interface PollingCost {
	/** Whether every SMS of the backlog came once. */
	isComplete: boolean;
	requests: number;
	polls: number;
	/** Of the largest state that a poll left, in bytes. */
	stateBytes: number;
	/** Of a poll that finds nothing new afterwards. */
	idleRequests: number;
}

interface Trigger {
	parameters: INodeParameters;
	/** Stores an SMS that is made at this instant. */
	store: (sandbox: Sandbox, text: string, at: Date) => void;
}

const TRIGGERS: Record<GatewayName, Trigger> = {
	smsGateway24: {
		parameters: { event: 'smsReceived' },
		store: ({ smsGateway24 }, text, at) =>
			void smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: '+491700000001', text, at }),
	},
	smstools: {
		parameters: { event: 'smsReceived' },
		store: ({ smstools }, text, at) => void smstools.receive({ from: '32474123456', text, at }),
	},
	bestSmsGateway: {
		parameters: { event: 'smsStatusChanged', statuses: [] },
		store: ({ bestSmsGateway }, text, at) =>
			void bestSmsGateway.seedMessages(1, () => ({
				recipient: '2348012345678',
				text,
				submitted: Math.floor(at.getTime() / 1000),
			})),
	},
	textBoost: {
		parameters: { event: 'smsStatusChanged', statuses: [] },
		store: ({ textBoost }, text, at) =>
			void textBoost.seedMessages(1, () => ({
				number: '31612345678',
				own: 'Bakery',
				text,
				createdAt: at,
			})),
	},
};

/** SMS that are known before the backlog comes. */
const KNOWN = 60;
const HOUR_MS = 60 * 60 * 1000;
/** A poll that gets no further than this has no end. */
const MOST_POLLS = 500;
/** For so long no SMS has come when the first one is read: longer than any look-back. */
const REST_MS = 2 * HOUR_MS;
/** Polls after the last SMS was told, until nothing is read for its sake any more. */
const POLLS_TO_REST = 5;

/**
 * Lets a trigger work through a backlog in n8n's own engine, over real HTTP, with a poll a minute.
 *
 * @param count how many SMS wait, a second apart
 * @param perMinute how many requests the gateway answers in a minute; it refuses the others with HTTP 429
 */
export async function measurePolling(
	engine: Engine,
	name: GatewayName,
	count: number,
	perMinute: number,
): Promise<PollingCost> {
	const now = Date.now();
	const sandbox = await startSandbox({ clock: createTestClock(new Date(now)) });
	try {
		const { parameters, store } = TRIGGERS[name];
		const credential = GATEWAYS[name].credential(sandbox);
		const begin = now - REST_MS - count * 1000;
		for (let i = 0; i < KNOWN; i += 1) {
			store(sandbox, `known ${i}`, new Date(begin - HOUR_MS - (KNOWN - i) * 1000));
		}
		const poller = createPoller(engine, {
			type: `${nodeOf(name)}Trigger`,
			parameters,
			credentials: { [credential.type]: credential.data },
		});
		await poller.poll();
		for (let i = 0; i < count; i += 1) store(sandbox, `new ${i}`, new Date(begin + i * 1000));

		const seen: unknown[] = [];
		let [requests, polls, stateBytes] = [0, 0, 0];
		const poll = async () => {
			sandbox.requests.clear();
			sandbox.faults.clear();
			if (perMinute < Infinity) {
				const fault = { kind: 'tooManyRequests' } as const;
				sandbox.faults.add({ when: 'before', skip: perMinute, times: Infinity, fault });
			}
			// A poll that got nowhere throws, and counts as one.
			const items = await poller.poll().catch(() => []);
			stateBytes = Math.max(stateBytes, Buffer.byteLength(poller.staticData));
			return { texts: items.map(({ text }) => text), requests: sandbox.requests.all.length };
		};
		while (seen.length < count && polls < MOST_POLLS) {
			const done = await poll();
			seen.push(...done.texts);
			requests += done.requests;
			polls += 1;
		}
		let idleRequests = 0;
		for (let i = 0; i < POLLS_TO_REST; i += 1) idleRequests = (await poll()).requests;
		const isComplete = seen.length === count && seen.every((text, i) => text === `new ${i}`);
		return { isComplete, requests, polls, stateBytes, idleRequests };
	} finally {
		await sandbox.close();
	}
}
