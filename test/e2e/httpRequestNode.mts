import { Failure } from '../../scripts/n8n/failure.mts';
import { isObject } from '../../scripts/n8n/json.mts';
import { chooseCredential } from '../../scripts/sending/run.mts';
import { endedExecutions, publish } from '../../scripts/sending/workflow.mts';
import type { Gateway } from '../gateways/gateway.mts';
import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import { itemsFor } from '../gateways/items.mts';
import type { SingleSms } from '../gateways/singleSms.mts';
import { httpRequestParameters } from '../measuring/httpRequest.mts';
import type { Check } from './check.mts';
import type { Stage } from './stage.mts';

type Encoding = SingleSms['encoding'];

const text = 'Größe & Preis: 100% = 5 € + "Gruß"';

/** Every credential signs what n8n's HTTP Request node sends, in each kind of body that the gateway can be called with. */
export const httpRequestNode: Check = {
	title: 'HTTP Request node with our credentials',
	async run(stage) {
		const complaints: string[] = [];
		let sent = 0;
		for (const gateway of ALL_GATEWAYS) {
			// The credential makes a form of JSON, not JSON of a form.
			const encodings = new Set<Encoding>([gateway.singleSms.encoding, 'json']);
			for (const encoding of encodings) {
				sent += 1;
				const complaint = await sendOne(gateway, encoding, stage);
				if (complaint !== undefined) {
					complaints.push(`${gateway.title}, body in ${encoding}: ${complaint}`);
				}
			}
		}
		if (complaints.length > 0) throw new Failure('A request was not signed well:', complaints);
		return `${sent} SMS accepted, no secret in an address`;
	},
};

/** Sends an SMS with the HTTP Request node; what is wrong with what arrived, if anything is. */
async function sendOne(
	gateway: Gateway,
	encoding: Encoding,
	{ session, sandbox }: Stage,
): Promise<string | undefined> {
	const { title, singleSms } = gateway;
	const credential = gateway.credential(sandbox);
	const unsigned = { ...singleSms, encoding, signatureOf: () => ({}) };
	const node = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			...httpRequestParameters(unsigned, credential.data),
			// Without the type of the body, as the node is by default.
			headerParameters: { parameters: [{ name: 'accept', value: 'application/json' }] },
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
		},
		credentials: await chooseCredential(credential, session),
	};
	const items = itemsFor(gateway, 1, text);
	const accepted = gateway.countAccepted(sandbox);
	const requests = sandbox.requests.all.length;
	const workflow = await publish(`${title}: HTTP Request, ${encoding}`, node, 'straight', session);
	await workflow.run(items);

	const [execution] = await endedExecutions(workflow, 1, session);
	if (execution?.status !== 'success') return execution?.error ?? 'it did not run';
	const [request, ...others] = sandbox.requests.all.slice(requests);
	if (request === undefined) return 'no request arrived';
	if (others.length > 0) return `${others.length + 1} requests arrived`;
	if (request.url.includes('?')) return `its address was ${request.url}`;
	if (gateway.countAccepted(sandbox) !== accepted + 1) return 'the gateway did not accept it';
	const fields: unknown =
		singleSms.encoding === 'form' ? request.form : JSON.parse(request.rawBody);
	const seen = isObject(fields) ? fields[singleSms.textField] : undefined;
	return seen === text ? undefined : `its text was ${JSON.stringify(seen)}`;
}
