/** The other side of gateway.mts: runs the sandbox until the process that started it lets go. */
import { sandboxCredentials } from '../../scripts/sandboxCredentials.mts';
import { startSandbox } from '../sandbox/sandbox.mts';
import { answerParent } from './child.mts';
import type { Counts, Question } from './gateway.mts';
import { recipientsOf } from './sends.mts';

/** Enough for any number of messages. */
const PLENTY = 1e9;

const sandbox = await startSandbox();
sandbox.smstools.credit = PLENTY;
for (const account of sandbox.bestSmsGateway.accounts) account.balance = PLENTY;
let acceptedBefore = 0;

function takeCounts(): Counts {
	const { requests, smsGateway24, bestSmsGateway, smstools, textBoost } = sandbox;
	const accepted = [
		smsGateway24.messages,
		bestSmsGateway.messages,
		smstools.sent,
		textBoost.messages,
	].reduce((sum, { length }) => sum + length, 0);
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
	if (question === 'credentials') return sandboxCredentials(sandbox);
	return setLatency(question.latencyMs);
});
