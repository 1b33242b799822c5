import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import type { SmstoolsSettings } from '../../lab/sandbox/smstools/settings.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTriggerTest } from '../engine/triggerTest.mts';

/** A way in which the vendor may list messages: neither is documented (fact sheet, sections 1.1 and 3.4). */
export interface ListForm {
	order: SmstoolsSettings['inboxOrder'];
	total: SmstoolsSettings['total'];
	/** How many requests a poll takes that finds nothing new in a list of several pages. */
	idle: number;
}

/** All ways in which the vendor may list messages. */
export const LIST_FORMS: ListForm[] = [
	{ order: 'oldestFirst', total: 'all', idle: 1 },
	{ order: 'newestFirst', total: 'all', idle: 1 },
	{ order: 'oldestFirst', total: 'page', idle: 1 },
	// Only a second page that is older than the look-back tells that nothing is listed late.
	{ order: 'newestFirst', total: 'page', idle: 2 },
];

/** Tests the trigger of Smstools with the keys of the sandbox's account. */
export function setUpTrigger(): TriggerTest {
	return setUpTriggerTest({
		type: 'smsGatewayApiTrigger',
		credentialType: 'smstoolsGatewayApi',
		credential: ({ smstools }) => ({
			baseUrl: smstools.baseUrl,
			clientId: SMSTOOLS_ACCOUNT.clientId,
			clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
		}),
	});
}

/** Makes the sandbox list messages in a form, on pages of this size at most. */
export function listAs(
	{ sandbox }: TriggerTest,
	{ order, total }: ListForm,
	largestPage: number,
): void {
	Object.assign(sandbox.smstools.settings, {
		inboxOrder: order,
		historyOrder: order,
		total,
		largestPage,
	});
}
