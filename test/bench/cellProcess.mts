/** The process of a cell: gets ready and warm, then sends once and tells what that took. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { answerParent } from '../../lab/measuring/child.mts';
import type { CellAnswer, CellOrder, CellStep } from './cell.mts';
import type { Figures } from './measure.mts';
import { measure } from './measure.mts';
import { messagesTo } from './messages.mts';
import { WARM_UP_MESSAGES } from './plan.mts';
import type { Sender } from './ways.mts';
import { createSender } from './ways.mts';

/** Where the numbers of the warm-up start, which are other ones than those of the measurement. */
const WARM_UP_NUMBER = 900_000;

// What cell.mts has written.
const order = JSON.parse(process.argv[2] ?? '') as CellOrder;
const gateway = GATEWAYS[order.gateway];
let send: Sender | undefined;

async function warmUp(): Promise<void> {
	send = await createSender(order);
	await send(messagesTo(gateway, WARM_UP_NUMBER, WARM_UP_MESSAGES));
	await sleep(gateway.paceMs);
}

async function measureOnce(): Promise<Figures | undefined> {
	return await measure(async () => await send?.(messagesTo(gateway, 0, order.messages)));
}

answerParent<CellStep>(async (step): Promise<CellAnswer> => {
	try {
		if (step === 'measure') return { figures: await measureOnce() };
		await warmUp();
		return {};
	} catch (error) {
		return { failure: error instanceof Error ? error.message : String(error) };
	}
});
