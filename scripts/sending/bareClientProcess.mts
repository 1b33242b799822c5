/** The other side of bareClient.mts. */
import { bareClient } from '../../test/bench/bareClient.mts';
import { answerParent } from '../../test/bench/child.mts';
import { SINGLE_SMS } from '../../test/bench/singleSms.mts';
import type { BareTask } from './bareClient.mts';

answerParent<BareTask>(async ({ gateway, credential, messages }) => {
	const send = bareClient(SINGLE_SMS[gateway], credential);
	const start = performance.now();
	await send(messages);
	return performance.now() - start;
});
