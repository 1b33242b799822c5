/** The other side of remoteSandbox.mts: runs the sandbox until the process that started it lets go. */
import { ALL_GATEWAYS, credentialsAt, recipientsOf } from '../gateways/gateways.mts';
import { startSandbox } from '../sandbox/sandbox.mts';
import { answerParent } from './child.mts';
import type { Counts, Question } from './remoteSandbox.mts';

const sandbox = await startSandbox();
for (const gateway of ALL_GATEWAYS) gateway.giveCredit(sandbox);
let acceptedBefore = 0;

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
	};
	acceptedBefore = accepted;
	requests.clear();
	return counts;
}

function setLatency(ms: number): void {
	sandbox.faults.clear();
	const fault = { kind: 'latency', ms } as const;
	if (ms > 0) sandbox.faults.add({ when: 'before', times: Infinity, fault });
}

answerParent<Question>((question) => {
	if (question === 'counts') return takeCounts();
	if (question === 'credentials') return credentialsAt(sandbox);
	return setLatency(question.latencyMs);
});
