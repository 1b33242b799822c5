import { CONTACT_GROUPS } from '../../../lab/gateways/contactGroups.mts';
import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { nodeOf } from '../../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { withCredential, withNodeType, withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import type { JsonObject } from '../../../lab/json.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import manifest from '../../../package.json' with { type: 'json' };
import { postAndFinish, publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const file = 'crm-contact-to-sms-group.json';
/** That of the example may be there already, made by another case. */
const group = 'Customers of the CRM';
const byName = { __rl: true, mode: 'name', value: group };

/** A contact that comes in twice from the CRM is saved with the node of each gateway. */
export async function runCrmContactToSmsGroup(stage: Stage): Promise<string> {
	const seen: string[] = [];
	for (const gateway of ALL_GATEWAYS) seen.push(await saveTwiceWith(gateway, stage));
	return seen.join('; ');
}

async function saveTwiceWith(gateway: Gateway, stage: Stage): Promise<string> {
	const { sandbox, session } = stage;
	const groups = CONTACT_GROUPS[gateway.name];
	const own: JsonObject = { groupId: byName, ...groups.addGroup(sandbox, group) };
	const phone = gateway.phone(4711);
	const credential = gateway.credential(sandbox);
	const id = await session.rest.putCredential(credential);
	const type = `${manifest.name}.${nodeOf(gateway.name)}`;
	// All four are published at the same time.
	const path = `${gateway.name}-contact`;
	const workflow = await publishExample(file, stage, (example) => {
		const swapped = withNodeType(example, 'Save contact', type);
		const ready = withCredential(swapped, type, credential.type, { id, name: credential.name });
		return withParameters(withParameters(ready, 'CRM contact', { path }), 'Save contact', own);
	});
	const savedAs = async (lastName: string) => {
		await postAndFinish(workflow, path, { phone, firstName: 'Ada', lastName }, stage);
		return groups.namesOf(sandbox, phone).join(', ');
	};
	const first = await savedAs('Byron');
	const second = await savedAs('Lovelace');
	// Where a contact can only be created, the second one stands beside the first.
	const wanted = own['operation'] === 'create' ? 'Ada Byron, Ada Lovelace' : 'Ada Lovelace';
	if (first !== 'Ada Byron' || second !== wanted) {
		throw new Failure(
			`${gateway.title} has “${first}” after the first, “${second}” after the second.`,
		);
	}
	return `${gateway.title}: ${first}, then ${second}`;
}
