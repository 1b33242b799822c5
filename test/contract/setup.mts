import { beforeEach } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { FROM_ITEM } from '../../lab/gateways/parameters.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine, NodeResult, NodeRun } from '../engine/engine.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { Call } from './contract.mts';

/** One gateway in the tests of a file. */
export interface ContractTest {
	readonly engine: Engine;
	readonly sandbox: Sandbox;
	/** A good credential of the current test, with changes. */
	credential(changes?: ICredentialDataDecryptedObject): Credential['data'];
	/** Runs an operation, by default for one empty item. */
	run(
		call: Call,
		options?: Partial<Omit<NodeRun, 'type' | 'parameters' | 'credentials'>> & {
			parameters?: INodeParameters;
			/** Changes to the good credential. */
			credential?: ICredentialDataDecryptedObject;
		},
	): Promise<NodeResult>;
}

/** Starts n8n's engine and the sandbox for a test file. */
export function setUp(): { of(gateway: Gateway): ContractTest } {
	const setup = setUpEngine();
	return {
		of(gateway) {
			let prepared: Credential;
			beforeEach(() => {
				prepared = gateway.prepare(setup.sandbox, gateway.credential(setup.sandbox));
			});
			const credential = (changes: ICredentialDataDecryptedObject = {}) =>
				// The changes are of texts and switches, as the credential's fields are.
				({ ...prepared.data, ...changes }) as Credential['data'];
			return {
				get engine() {
					return setup.engine;
				},
				get sandbox() {
					return setup.sandbox;
				},
				credential,
				async run({ resource, operation, parameters }, options = {}) {
					const { parameters: more, credential: changes, ...nodeRun } = options;
					return await setup.engine.run({
						type: nodeOf(gateway.name),
						parameters: { resource, operation, ...parameters, ...more },
						credentials: { [prepared.type]: credential(changes) },
						...nodeRun,
					});
				},
			};
		},
	};
}

/** A send with number and text from the item. */
export function fromItem(gateway: Gateway, send: Call): Call {
	return { ...send, parameters: { ...gateway.parameters, ...FROM_ITEM, ...send.parameters } };
}

/** An SMS to the gateway's customer `index`, as an item has it. */
export function smsItem({ phone }: Gateway, index = 1, text = 'Hello'): IDataObject {
	return { phone: phone(index), text };
}
