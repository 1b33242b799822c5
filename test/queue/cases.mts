import { chooseCredential } from '../e2e/sending/run.mts';
import { sendingCases } from '../e2e/sending/cases.mts';
import { ownAccount } from './accounts.mts';
import { askingCase } from './asking.mts';
import { keyCases } from './keys.mts';
import { killedWorkerCase } from './killedWorker.mts';
import { loadingCase } from './loading.mts';
import { manualRunCase } from './manualRun.mts';
import type { GatewayCase, QueueCase } from './queueCase.mts';
import { sharedSecondsCase } from './sharedSeconds.mts';
import { tokenCase } from './tokens.mts';
import { triggerCase } from './triggers.mts';
import { webhookCallsCase } from './webhookCalls.mts';

/** Of the cases that hold in one process, those in which n8n or the gateway makes trouble. */
const asInOneProcess = [
	'20 items, one refused twice, Retry On Fail',
	'Accepted, then no answer, Retry On Fail',
	'Three recipients in one item, one refused, Retry On Fail',
	'Send Many in 3 requests, the answer to one lost, Retry On Fail',
	'Loop Over Items, one refused once, Retry On Fail',
	'Stop, with 1,000 items',
];

/** What is tried first. */
export const firstCases: readonly QueueCase[] = [loadingCase];

/** What is tried at each gateway. */
export const gatewayCases: readonly GatewayCase[] = [
	manualRunCase,
	webhookCallsCase,
	...asInOneProcess.map(asInQueueMode),
];

/** What is tried when the gateways are through; processes are killed in the last ones, which leave one worker. */
export const lastCases: readonly QueueCase[] = [
	...keyCases,
	sharedSecondsCase(false),
	sharedSecondsCase(true),
	tokenCase(true),
	tokenCase(false),
	triggerCase,
	askingCase,
	killedWorkerCase(undefined),
	killedWorkerCase(2),
];

/** @throws Error when there is no case of that title */
function asInQueueMode(title: string): GatewayCase {
	const one = sendingCases.find((candidate) => candidate.title === title);
	if (one === undefined) throw new Error(`There is no case “${title}”.`);
	return {
		title,
		async run(gateway, { sandbox, session }) {
			const credentials = await chooseCredential(ownAccount(gateway, sandbox, title), session);
			await one.check({ gateway, credentials, sandbox, session });
			return 'as in one process';
		},
	};
}
