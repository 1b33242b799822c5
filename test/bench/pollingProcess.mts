/** A process that measures polling as it is asked, apart from who asks, because Node must load the engine as `commonJs.mts` says. */
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { answerParent } from '../../lab/measuring/child.mts';
import type { PollingCost } from './pollingCost.mts';
import { measurePolling } from './pollingCost.mts';

export interface PollingQuestion {
	gateway: GatewayName;
	count: number;
	/** Requests that the gateway answers in a minute. Without it, all. */
	perMinute?: number;
}

export type PollingAnswer = { cost: PollingCost } | { failure: string };

let engine: Promise<Engine> | undefined;

answerParent<PollingQuestion>(async ({ gateway, count, perMinute }): Promise<PollingAnswer> => {
	try {
		engine ??= startEngine();
		return { cost: await measurePolling(await engine, gateway, count, perMinute ?? Infinity) };
	} catch (error) {
		return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
});
