import type { ContractedGateway } from './contracts.mts';
import type { FaultRow } from './contract.mts';
import { answer } from './answer.mts';

const PAGE_ADVICE =
	'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.';

/** What can come in place of a response from any gateway. */
export function commonFaults({ title, contract: { faults } }: ContractedGateway): FaultRow[] {
	return [
		{
			name: 'a web page',
			// In braces, as JSON is.
			fault: answer(
				200,
				'<html><head><title>Be right back</title></head><body>{ Maintenance }</body></html>',
			),
			message: `${title} returned a web page instead of data: “Be right back { Maintenance }”.`,
			advice: faults.pageAdvice ?? PAGE_ADVICE,
			outcome: 'unknown',
		},
		{
			name: 'an empty body',
			fault: answer(200, ''),
			message: `${title} returned an empty response.`,
			advice: 'Check the Base URL in the credential. If it is right, try again later.',
			outcome: 'unknown',
		},
		{
			name: 'cut JSON',
			fault: answer(200, faults.cutJson),
			message: `The response from ${title} was cut off or could not be read: “${faults.cutJson}”.`,
			advice: 'Try again later. If it keeps happening, check the Base URL in the credential.',
			outcome: 'unknown',
		},
		{
			name: 'JSON of another kind',
			fault: answer(200, faults.foreignJson),
			message: `${title} returned a response that this node does not understand: “${faults.foreignJson}”.`,
			advice:
				'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
			outcome: 'unknown',
		},
		{
			name: 'HTTP 500',
			fault: answer(500, 'Internal Server Error'),
			message: `${title} could not handle the request (HTTP 500): “Internal Server Error”.`,
			advice: "The problem is on the gateway's side. Try again later.",
			outcome: 'unknown',
		},
		{
			name: "a web server's page for HTTP 502, with quotation marks",
			fault: answer(
				502,
				'<html><head><title>502 Bad Gateway</title></head><body>“nginx”</body></html>',
			),
			message: `${title} could not handle the request (HTTP 502): “Bad Gateway ‘nginx’”.`,
			advice: "The problem is on the gateway's side. Try again later.",
			outcome: 'unknown',
		},
		{
			name: 'a redirect',
			fault: answer(301, '', { location: 'https://example.com/' }),
			message:
				'The Base URL in the credential leads to another address (HTTP 301), and secrets are not sent on to it.',
			advice:
				'Set the Base URL in the credential to the final address; it should begin with https://.',
			outcome: 'notSent',
		},
		{
			name: 'a dropped connection',
			fault: { kind: 'drop' },
			message: `The connection to ${title} was cut off before the response was complete.`,
			advice: 'Try again later.',
			outcome: 'unknown',
		},
		{
			name: 'a connection that breaks within the response',
			fault: { kind: 'cutConnection' },
			message: `The connection to ${title} was cut off before the response was complete.`,
			advice: 'Try again later.',
			outcome: 'unknown',
		},
	];
}
