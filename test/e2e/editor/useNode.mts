import { credentialsAt, GATEWAYS, sendRequestsIn } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Stage } from '../stage.mts';
import { chooseNode } from './chooseNode.mts';
import type { Editor } from './editor.mts';
import { pictureOf, type Pictures } from './pictures.mts';
import { start } from './start.mts';
import type { Visit } from './visits.mts';

const wrongNumber = '06 12 ask Ada';
const sentence =
	`To contains “${wrongNumber}”, which is not a phone number: it contains letters. ` +
	'The SMS was not sent.';
const number = '+31612345678';
const message = 'Hello Ada, your bread is ready.';

/**
 * Finds the node, chooses Send SMS, creates the credential, sends to a wrong number and then to a good
 * one, tries another operation, saves a contact, and syncs its group where the
 * gateway can.
 *
 * @returns what was seen, a phrase
 * @throws Failure when the gateway got something else; TimeoutError when the editor shows something else
 */
export async function useNode(
	visit: Visit,
	editor: Editor,
	stage: Stage,
	pictures: Pictures,
): Promise<string> {
	const { sandbox } = stage;
	const { title, countAccepted } = GATEWAYS[visit.gateway];
	const { other, contact } = visit;
	visit.prepare?.(sandbox);
	await editor.openWorkflowWith(start);
	await chooseNode(await editor.addNextNode(), title, 'Send SMS');
	const { nodePanel } = editor;
	await nodePanel.waitUntilOpen();
	await createCredential(visit, editor, stage, pictures);

	const requests = sendRequestsIn(sandbox).length;
	await nodePanel.fillIn(visit.send);
	await nodePanel.fillIn({ texts: { to: wrongNumber, message } });
	await nodePanel.execute();
	await nodePanel.waitForOutput([sentence, 'Enter phone numbers with the country code']);
	// It looks the same everywhere: one picture is enough.
	await pictures.take('wrong-number', nodePanel.all);
	if (sendRequestsIn(sandbox).length !== requests) throw new Failure('It was sent even so.');

	const accepted = countAccepted(sandbox);
	await nodePanel.fillIn({ texts: { to: number } });
	await nodePanel.execute();
	await nodePanel.waitForOutput([number, message]);
	await nodePanel.showOutputAs('schema');
	await pictures.take(pictureOf(visit.gateway), nodePanel.all);
	const sent = countAccepted(sandbox) - accepted;
	if (sent !== 1) throw new Failure(`The gateway got ${sent} SMS, not one.`);

	if (other.resource !== undefined) await nodePanel.chooseOption('resource', other.resource);
	await nodePanel.chooseOption('operation', other.operation);
	await nodePanel.fillIn(other.values);
	await nodePanel.execute();
	await nodePanel.waitForOutput(other.output);
	if (other.effect?.(sandbox) === false) {
		throw new Failure(`${other.operation} came out well, and did nothing at the gateway.`);
	}

	if (other.resource !== 'Contact') await nodePanel.chooseOption('resource', 'Contact');
	await nodePanel.chooseOption('operation', contact.operation);
	await nodePanel.fillIn(contact.values);
	await nodePanel.execute();
	await nodePanel.waitForOutput(['Ada', 'Smith']);
	await nodePanel.showOutputAs('schema');
	await pictures.take(pictureOf(visit.gateway, 'contact'), nodePanel.all);
	if (!contact.effect(sandbox)) throw new Failure('The gateway does not have the contact.');

	if (contact.syncs) {
		await nodePanel.chooseOption('operation', 'Sync Group');
		await nodePanel.fillIn(contact.values);
		await nodePanel.execute();
		await nodePanel.waitForOutput(['unchanged']);
		await nodePanel.showOutputAs('schema');
		await pictures.take(pictureOf(visit.gateway, 'sync'), nodePanel.all);
	}
	return `a wrong number refused, 1 SMS sent, then ${other.resource ?? 'SMS'}: ${other.operation}, and a contact saved`;
}

async function createCredential(
	{ gateway, keys }: Visit,
	{ credentialDialog }: Editor,
	{ sandbox }: Stage,
	pictures: Pictures,
): Promise<void> {
	const { data } = credentialsAt(sandbox)[gateway];
	await credentialDialog.openForFirst();
	await credentialDialog.fillIn(Object.fromEntries(keys.map((key) => [key, String(data[key])])));
	// Before the address of the sandbox is in it.
	await pictures.take(pictureOf(gateway, 'credential'), credentialDialog.all);
	await credentialDialog.fillIn({ baseUrl: String(data['baseUrl']) });
	await credentialDialog.saveAndSeeSuccess();
	await credentialDialog.close();
}
