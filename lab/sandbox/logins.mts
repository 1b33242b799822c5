import { START_SUB_ACCOUNT } from './bestSmsGateway.mts';
import type { Sandbox } from './sandbox.mts';
import { GALAXY_A14, PIXEL_7, START_ACCOUNT } from './smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from './smstools.mts';
import { TEXTBOOST_TOKEN } from './textBoost.mts';

const GROUP = 'Customers';

/**
 * What to enter in a credential of each gateway to try it at a sandbox, as text for people. Adds the
 * group that it names, so that a drop-down has something to show.
 */
export function describeLogins(sandbox: Sandbox): string {
	const groupId = sandbox.smstools.addGroup(GROUP);
	return `SmsGateway24
  Base URL  ${sandbox.smsGateway24.baseUrl}
  Email     ${START_ACCOUNT.email}
  Password  ${START_ACCOUNT.password}
  Token     ${START_ACCOUNT.token}
  Devices   ${PIXEL_7.id} ${PIXEL_7.title} (online), ${GALAXY_A14.id} ${GALAXY_A14.title} (offline)

Smstools
  Base URL       ${sandbox.smstools.baseUrl}
  Client ID      ${SMSTOOLS_ACCOUNT.clientId}
  Client Secret  ${SMSTOOLS_ACCOUNT.clientSecret}
  Group          ${groupId} ${GROUP}

BestSMSGateway
  Base URL              ${sandbox.bestSmsGateway.baseUrl}
  Sub-Account           ${START_SUB_ACCOUNT.login}
  Sub-Account Password  ${START_SUB_ACCOUNT.password}

TextBoost
  Base URL  ${sandbox.textBoost.baseUrl}
  API Token ${TEXTBOOST_TOKEN}
  Use /api/v3 also where the vendor's page prints /api/http: there the server does not read the token
  from the header, and refuses a send with "The api token field is required."`;
}

/**
 * What to do at a sandbox for the triggers to see something, as text for people. Makes its TextBoost a host that
 * tells received SMS from sent ones, since the trigger for them works with no other; its list of contacts works, which only some of these hosts fixed.
 */
export function describeIncoming({ origin, bestSmsGateway, textBoost }: Sandbox): string {
	Object.assign(textBoost.settings, { version: '3.13.0', contactListFails: false });
	const sms = { from: '+31612345678', text: 'Hello' };
	const gateways = {
		smsgateway24: { deviceId: PIXEL_7.id, ...sms },
		smstools: sms,
		textboost: { ...sms, to: '+31600000000' },
	};
	const incoming = Object.entries(gateways).map(
		([name, body]) =>
			`  curl -H 'content-type: application/json' -d '${JSON.stringify(body)}' ${origin}/control/${name}/incoming`,
	);
	const sent = new URLSearchParams({
		action: 'send_sms',
		sub_account: START_SUB_ACCOUNT.login,
		sub_account_pass: START_SUB_ACCOUNT.password,
		sender_id: 'Bakery',
		recipients: sms.from.slice(1),
		message: sms.text,
	});
	return `${incoming.join('\n')}

BestSMSGateway receives no SMS. This sends one there, which is delivered two seconds later:

  curl -d '${sent.toString()}' ${bestSmsGateway.baseUrl}`;
}
