/** The other side of remoteSandbox.mts: runs the sandbox until the process that started it lets go. */
import type { GatewayName } from '../gateways/gateway.mts';
import { ALL_GATEWAYS, credentialsAt, recipientsOf } from '../gateways/gateways.mts';
import { triggeredGateways } from '../gateways/triggers.mts';
import { startSandbox } from '../sandbox/sandbox.mts';
import { answerParent } from './child.mts';
import type { Counts, Question } from './remoteSandbox.mts';

const SECOND_MS = 1000;

const sandbox = await startSandbox();
for (const gateway of ALL_GATEWAYS) gateway.giveCredit(sandbox);
let acceptedBefore = 0;
let trafficBefore = 0;

function takeCounts(): Counts {
	const { requests } = sandbox;
	const accepted = ALL_GATEWAYS.reduce((sum, gateway) => sum + gateway.countAccepted(sandbox), 0);
	const sends = requests.all.map((request) => recipientsOf(request).length);
	const counts = {
		requests: requests.all.length,
		sendRequests: sends.filter((count) => count > 0).length,
		sends: sends.reduce((sum, count) => sum + count, 0),
		accepted: accepted - acceptedBefore,
		mostInFlight: requests.mostInFlight,
		mostInASecond: Math.max(0, ...ALL_GATEWAYS.map(({ name }) => mostInASecondAt(name))),
		bytes: sandbox.traffic - trafficBefore,
	};
	acceptedBefore = accepted;
	trafficBefore += counts.bytes;
	requests.clear();
	return counts;
}

/** Each gateway has one account here. */
function mostInASecondAt(gateway: GatewayName): number {
	const times = sandbox.requests.all
		.filter(({ vendor }) => vendor === gateway)
		.map(({ receivedAt }) => receivedAt.getTime());
	let most = 0;
	let first = 0;
	for (const [index, time] of times.entries()) {
		while ((times[first] ?? time) <= time - SECOND_MS) first += 1;
		most = Math.max(most, index - first + 1);
	}
	return most;
}

function happen(count: number): void {
	for (const gateway of triggeredGateways) {
		for (let number = 1; number <= count; number += 1) gateway.happen(sandbox, `SMS ${number}`);
	}
}

function setLatency(ms: number): void {
	sandbox.faults.clear();
	const fault = { kind: 'latency', ms } as const;
	if (ms > 0) sandbox.faults.add({ when: 'before', times: Infinity, fault });
}

answerParent<Question>((question) => {
	if (question === 'counts') return takeCounts();
	if (question === 'credentials') return credentialsAt(sandbox);
	if ('happen' in question) return happen(question.happen);
	return setLatency(question.latencyMs);
});
