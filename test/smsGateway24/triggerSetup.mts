import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTriggerTest } from '../engine/triggerTest.mts';

/** Tests the trigger of SmsGateway24, logged in to the sandbox's start account by token. */
export function setUpTrigger(): TriggerTest {
	return setUpTriggerTest({
		type: 'smsGateway24Trigger',
		credentialType: 'smsGateway24Api',
		credential: ({ smsGateway24 }) => ({
			baseUrl: smsGateway24.baseUrl,
			authentication: 'token',
			token: START_ACCOUNT.token,
		}),
	});
}
