import type { Credential } from '../../lab/gateways/gateway.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { SingleSms } from '../../lab/gateways/singleSms.mts';
import type { JsonObject } from '../../lab/json.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import type { RecordedExecution } from '../../lab/n8n/restClient.mts';
import {
	listsTheSms,
	NEWCOMERS_GATEWAYS,
	type Call,
	type NewcomersGateway,
} from '../newcomers/gateways.mts';
import type { Case } from './case.mts';
import { chooseCredential } from './sending/run.mts';
import { endedExecutions, publish, type NodeContent } from './sending/workflow.mts';
import type { Stage } from './stage.mts';

type Encoding = SingleSms['encoding'];

/**
 * Every credential signs what n8n's HTTP Request node sends: an SMS, the list of SMS, a contact and the list of contacts,
 * in each kind of body that the gateway can be called with and without a header of the user's; and a wrong key is told.
 */
export const httpRequestNode: Case = {
	title: 'HTTP Request node with our credentials',
	async run(stage) {
		const complaints: string[] = [];
		let tried = 0;
		for (const gateway of NEWCOMERS_GATEWAYS) {
			// The credential makes a form of JSON, not JSON of a form.
			const encodings = new Set<Encoding>([gateway.singleSms.encoding, 'json']);
			for (const encoding of encodings) {
				const newcomer = new Newcomer(gateway, encoding, stage);
				for (const complaint of await newcomer.tryAll()) {
					complaints.push(`${gateway.title}, body in ${encoding}: ${complaint}`);
				}
				tried += newcomer.tried;
			}
		}
		if (complaints.length > 0) throw new Failure('A request went wrong:', complaints);
		return `${tried} requests answered, wrong keys told, no secret in an address`;
	},
};

/** Somebody who calls a gateway with the HTTP Request node. */
class Newcomer {
	/** How many requests were made. */
	tried = 0;
	readonly #gateway: NewcomersGateway;
	readonly #encoding: Encoding;
	readonly #stage: Stage;

	constructor(gateway: NewcomersGateway, encoding: Encoding, stage: Stage) {
		this.#gateway = gateway;
		this.#encoding = encoding;
		this.#stage = stage;
	}

	/** Makes all calls of the gateway, with a good credential and with a wrong one; what is wrong with what came of them. */
	async tryAll(): Promise<string[]> {
		const { sandbox } = this.#stage;
		// Whatever version of the server an earlier check wanted.
		sandbox.textBoost.resetSettings();
		const { contacts, countAccepted, credential, makeGroup, phone, wrongKey, wrongKeyWords } =
			this.#gateway;
		const good = credential(sandbox);
		const calls = this.#gateway.calls(await makeGroup(sandbox));
		const complaints: string[] = [];
		const count = () => ({ sms: countAccepted(sandbox), contacts: contacts(sandbox).length });
		const expect = (what: string, holds: boolean, answer: string) => {
			if (!holds) complaints.push(`${what}: ${answer}`);
		};

		const wrong = { ...good, name: `${good.name}, wrong`, data: { ...good.data, ...wrongKey } };
		const before = count();
		for (const [name, call] of Object.entries<Call>({ ...calls })) {
			const answer = await this.#ask(`${name}, wrong key`, call, wrong);
			expect(`a wrong key is not told by ${name}`, wrongKeyWords.test(answer), answer);
		}
		const { contact, contactList, list, send } = calls;
		expect('a wrong key did something', isSame(count(), before), JSON.stringify(count()));

		const sent = await this.#ask('send', send, good);
		expect('the SMS was not accepted', count().sms === before.sms + 1, sent);
		const listed = await this.#ask('list', list, good);
		expect('the SMS is not in the list', listsTheSms(listed), listed);
		const created = await this.#ask('contact', contact, good);
		// A contact that an earlier check has made may only be replaced.
		const stored = contacts(sandbox).map(digitsOf).at(-1) === digitsOf(phone(1));
		expect('the contact was not created', stored, created);
		if (contactList !== undefined) {
			const answer = await this.#ask('list of contacts', contactList, good);
			expect('the contact is not in the list', answer.includes(digitsOf(phone(1))), answer);
		}
		return complaints;
	}

	/** Makes a call in a workflow of its own; what n8n has of it, in JSON. */
	async #ask(name: string, call: Call, credential: Credential): Promise<string> {
		const { sandbox, session } = this.#stage;
		const requests = sandbox.requests.all.length;
		const credentials = await chooseCredential(credential, session);
		const title = `${this.#gateway.title}: HTTP Request, ${this.#encoding}, ${name}`;
		const node = nodeOf(call, credential, credentials, this.#encoding);
		const workflow = await publish(title, node, 'straight', session);
		await workflow.run([{}]);
		const [execution] = await endedExecutions(workflow, 1, session);
		this.tried += 1;
		const [request, ...others] = sandbox.requests.all.slice(requests);
		if (request === undefined) return `no request arrived: ${inJson(execution)}`;
		if (others.length > 0) return `${others.length + 1} requests arrived`;
		if (request.url.includes('?')) return `its address was ${request.url}`;
		return inJson(execution);
	}
}

/** The node as it is after somebody has filled in address, credential and fields, and nothing else. */
function nodeOf(
	{ method, path, fields }: Call,
	{ type, data }: Credential,
	credentials: JsonObject,
	encoding: Encoding,
): NodeContent {
	const body = Object.entries(fields ?? {}).map(([name, value]) => ({ name, value }));
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method,
			url: `${String(data['baseUrl'])}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			...(fields !== undefined && {
				sendBody: true,
				contentType: encoding === 'form' ? 'form-urlencoded' : 'json',
				specifyBody: 'keypair',
				bodyParameters: { parameters: body },
			}),
			options: {},
		},
		credentials,
	};
}

function inJson(execution: RecordedExecution | undefined): string {
	return execution === undefined ? 'it did not run' : JSON.stringify(execution.resultData);
}

function isSame(one: JsonObject, other: JsonObject): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
