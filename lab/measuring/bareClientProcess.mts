/** The other side of remoteBareClient.mts. */
import { GATEWAYS } from '../gateways/gateways.mts';
import { bareClient } from './bareClient.mts';
import { answerParent } from './child.mts';
import type { BareTask } from './remoteBareClient.mts';

answerParent<BareTask>(async ({ gateway, credential, messages }) => {
	const send = bareClient(GATEWAYS[gateway].singleSms, credential);
	const start = performance.now();
	await send(messages);
	return performance.now() - start;
});
