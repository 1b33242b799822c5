import type { Gateway } from '../../lab/gateways/gateway.mts';
import type { QueueStage } from './stage.mts';

/** Something that must hold in queue mode. */
export interface QueueCase {
	title: string;
	/** Tries it out, and returns what was seen, a phrase for the report. @throws AssertionError when it does not hold */
	run(stage: QueueStage): Promise<string>;
}

/** The same of each gateway. */
export interface GatewayCase {
	title: string;
	run(gateway: Gateway, stage: QueueStage): Promise<string>;
}
