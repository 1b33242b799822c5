import mapValues from 'lodash/mapValues.js';
import type { RecordedRequest } from '../sandbox/requestLog.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { bestSmsGateway } from './bestSmsGateway.mts';
import type { Credential, Gateway, GatewayName } from './gateway.mts';
import { digitsOf } from './phoneNumber.mts';
import { smsGateway24 } from './smsGateway24.mts';
import { smstools } from './smstools.mts';
import { textBoost } from './textBoost.mts';

/** What a test, a check or the benchmark must know of each gateway. */
export const GATEWAYS: Record<GatewayName, Gateway> = {
	smsGateway24,
	smstools,
	bestSmsGateway,
	textBoost,
};

export const ALL_GATEWAYS: readonly Gateway[] = Object.values(GATEWAYS);

/** Credentials that are good at a sandbox. */
export function credentialsAt(sandbox: Sandbox): Record<GatewayName, Credential> {
	return mapValues(GATEWAYS, ({ credential }) => credential(sandbox));
}

/**
 * The numbers, digits only, to which a request asks to send an SMS; none where it does something else.
 * One that is there twice is there twice.
 */
export function recipientsOf(request: RecordedRequest): string[] {
	const gateway = ALL_GATEWAYS.find(({ name }) => name === request.vendor);
	return gateway?.numbersIn(request).map(digitsOf) ?? [];
}

/** The requests so far that send, oldest first. */
export function sendRequestsIn({ requests }: Sandbox): RecordedRequest[] {
	return requests.all.filter((request) => recipientsOf(request).length > 0);
}

/** How many requests a number of simultaneous executions have under way: an account with a pace takes one at a time. */
export function mostAtOnce({ concurrency, paceMs }: Gateway, executions: number): number {
	return paceMs > 0 ? 1 : concurrency * executions;
}

/**
 * How many requests may still arrive after a stop, at a moment when there were as many as can be under
 * way: n8n may have handed over others in place of those that were answered.
 */
export function mostAfterStop({ concurrency }: Gateway): number {
	return concurrency === 1 ? 0 : concurrency;
}
