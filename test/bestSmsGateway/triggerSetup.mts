import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTriggerTest } from '../engine/triggerTest.mts';

/** Tests the trigger of BestSMSGateway, logged in to the sandbox's start account. */
export function setUpTrigger(): TriggerTest {
	return setUpTriggerTest({
		type: 'bestSmsGatewayTrigger',
		credentialType: 'bestSmsGatewayApi',
		credential: ({ bestSmsGateway }) => ({
			baseUrl: bestSmsGateway.baseUrl,
			subAccount: START_SUB_ACCOUNT.login,
			subAccountPassword: START_SUB_ACCOUNT.password,
		}),
	});
}

/** A request, simplified: its action, and its page or the number of ids that it asks for. */
export function inShort({ form }: RecordedRequest): string {
	const { action, p, sms_ids: ids, stage } = form;
	if (ids !== undefined) return `${action} by ${ids.split(',').length} ids`;
	return [action, stage, p].filter((part) => part !== undefined).join(' ');
}
