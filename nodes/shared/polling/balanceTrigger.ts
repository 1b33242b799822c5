import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { success } from '../failure/failure';
import { shownValue } from '../record/text';
import { numberOrNull } from '../record/values';
import type { RequestLimits } from './budget';
import type { Trigger } from './poll';
import { identityOf } from './poll';
import { optionsFrom } from './triggerOptions';

/** The balance of an account. */
export interface Balance {
	amount: number;
	/** What the trigger yields. */
	item: IDataObject;
}

const LOW = 'low';
const ENOUGH = 'enough';

/**
 * Starts the workflow when the balance falls below the field Balance Below, and not again until it
 * has been at or above it. A balance that is below already when the trigger is activated is the
 * baseline.
 *
 * n8n saves what a trigger knows only when the workflow is published or started. So a balance that
 * has recovered, and is low again when n8n starts again, still counts as the one that was reported.
 *
 * @param account see `identityOf`
 * @param read asks for the balance within these limits
 * @throws NodeOperationError where Balance Below is not a number
 */
export function balanceTrigger(
	context: IPollFunctions,
	account: { baseUrl: string; name?: string },
	read: (limits: RequestLimits) => Promise<Reading<Balance>>,
): Trigger<IDataObject> {
	const entered: unknown = context.getNodeParameter('balanceBelow');
	const limit = numberOrNull(entered);
	if (limit === null) {
		throw new NodeOperationError(
			context.getNode(),
			`Balance Below is ${shownValue(entered)}, which is not a number.`,
			{ description: 'Enter a number in Balance Below, e.g. 100.' },
		);
	}
	const isManual = context.getMode() === 'manual';
	return {
		identity: identityOf(context, 'balanceLow', account),
		source: {
			openStatuses: new Set(),
			followDays: 0,
			async read({ budget }) {
				const balance = await read(budget.limits());
				if (!balance.ok) return balance;
				const { amount, item: record } = balance.value;
				const status = amount < limit ? LOW : ENOUGH;
				return success({
					window: {
						polledRecords: [{ key: 'balance', order: 0, status, day: 0, record }],
						frontier: -Infinity,
						floor: -Infinity,
					},
					memory: {},
				});
			},
		},
		options: optionsFrom(context.getNode(), {}),
		toItemBy:
			() =>
			({ record, status }) =>
				status === LOW || isManual ? record : undefined,
		whenNothing: {
			message: 'The gateway did not return a balance.',
			advice: 'Check the account on the website of the gateway.',
		},
	};
}
