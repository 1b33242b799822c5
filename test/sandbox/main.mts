import { parseArgs } from 'node:util';
import { START_SUB_ACCOUNT } from './bestSmsGateway.mts';
import { GALAXY_A14, PIXEL_7, START_ACCOUNT } from './smsGateway24.mts';
import { startSandbox } from './sandbox.mts';
import { SMSTOOLS_ACCOUNT } from './smstools.mts';
import { TEXTBOOST_TOKEN } from './textBoost.mts';

/**
 * Reads the number of a port; undefined stays undefined.
 *
 * @throws Error for anything but 0 to 65535
 */
function readPort(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65535) throw new Error(`--port ${text} is not a port`);
	return port;
}

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const sandbox = await startSandbox({ port: readPort(values.port) });
const groupId = sandbox.smstools.addGroup('Customers');

process.stdout.write(`SMS sandbox: ${sandbox.origin}

SmsGateway24
  Base URL  ${sandbox.smsGateway24.baseUrl}
  E-mail    ${START_ACCOUNT.email}
  Password  ${START_ACCOUNT.password}
  Token     ${START_ACCOUNT.token}
  Devices   ${PIXEL_7.id} ${PIXEL_7.title} (online), ${GALAXY_A14.id} ${GALAXY_A14.title} (offline)

BestSMSGateway
  Base URL              ${sandbox.bestSmsGateway.baseUrl}
  Sub-Account           ${START_SUB_ACCOUNT.login}
  Sub-Account Password  ${START_SUB_ACCOUNT.password}

Smstools
  Base URL       ${sandbox.smstools.baseUrl}
  Client ID      ${SMSTOOLS_ACCOUNT.clientId}
  Client Secret  ${SMSTOOLS_ACCOUNT.clientSecret}
  Group          ${groupId} Customers

TextBoost
  Base URL  ${sandbox.textBoost.baseUrl}
  API Token ${TEXTBOOST_TOKEN}

Open ${sandbox.origin} to see the messages. Let an SMS come in:
  curl ${sandbox.origin}/control/smsgateway24/incoming -H 'content-type: application/json' \\
    -d '{"deviceId":${PIXEL_7.id},"from":"+4915752982212","text":"Hello"}'

Ctrl+C ends it.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.close();
	});
}
