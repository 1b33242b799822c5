import { randomUUID } from 'node:crypto';
import { GATEWAYS, sendRequestsIn } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { JsonObject } from '../../../lab/json.mts';
import manifest from '../../../package.json' with { type: 'json' };
import type { Stage } from '../stage.mts';
import type { Editor } from './editor.mts';
import type { Pictures } from './pictures.mts';
import { start } from './start.mts';

const message =
	'Hi Ada, it’s us: your bread is ready, and the cake too. We are open until six, see you soon!';
const refused = 'Message needs 2 SMS (limit 1): “’” at position 11';
const type = `${manifest.name}.smsGatewayApi`;

const send = { operation: 'send', from: { __rl: true, mode: 'text', value: 'Bakery' } };
const to = '+32474123456';
const hours = { from: '09:00', to: '20:00', days: [], timezone: '', byRecipient: true };

/** So tall that all fields of a send can be seen. */
const tall = { width: 1440, height: 1480 };

/**
 * Sends a text that needs too many SMS, then with its special characters replaced and within hours, and estimates it without
 * a credential.
 *
 * @returns what was seen, a phrase
 * @throws Failure when the gateway got something else; TimeoutError when the editor shows something else
 */
export async function seeCost(editor: Editor, stage: Stage, pictures: Pictures): Promise<string> {
	const { session, sandbox } = stage;
	const credential = GATEWAYS.smstools.credential(sandbox);
	const chosen = { id: await session.rest.putCredential(credential), name: credential.name };
	const credentials = { [credential.type]: chosen };
	const openNode = async (parameters: JsonObject, more: JsonObject = {}) => {
		const node = {
			...{ id: randomUUID(), name: 'Smstools', type, typeVersion: 1, position: [240, 0] },
			parameters: { resource: 'sms', message, ...parameters },
			...more,
		};
		const first = { ...start, id: randomUUID(), position: [0, 0], parameters: {} };
		const { id } = await session.rest.createWorkflow({
			name: 'What a text costs',
			nodes: [first, node],
			connections: { [start.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
			settings: {},
		});
		await editor.openWorkflow(id, 2);
		await editor.nodes.nth(1).dblclick();
		await editor.nodePanel.waitUntilOpen();
		return editor.nodePanel;
	};

	const before = sendRequestsIn(sandbox).length;
	const refusing = await openNode(
		{ ...send, to, additionalFields: { maxSegments: 1 } },
		{ credentials },
	);
	await refusing.execute();
	await refusing.waitForOutput([refused, 'Turn on Replace Special Characters']);
	await pictures.take('most-segments', refusing.all);
	if (sendRequestsIn(sandbox).length !== before) throw new Failure('It was sent even so.');

	const usual = editor.page.viewportSize();
	await editor.page.setViewportSize(tall);
	const replacing = await openNode(
		{
			...send,
			to,
			additionalFields: {
				maxSegments: 1,
				replaceSpecialCharacters: true,
				sendOnlyBetween: { hours },
			},
		},
		{ credentials },
	);
	await replacing.execute();
	await replacing.waitForOutput([to]);
	await replacing.showOutputAs('schema');
	await replacing.waitForOutput(['GSM-7', 'replacedCharacters']);
	await pictures.take('cost-output', replacing.all);
	await pictures.take('cost-fields', replacing.fields);
	if (usual !== null) await editor.page.setViewportSize(usual);
	const sent = sendRequestsIn(sandbox).length - before;
	if (sent !== 1) throw new Failure(`The gateway got ${sent} requests, not one.`);

	const requests = sandbox.requests.all.length;
	const estimating = await openNode({ operation: 'estimate' });
	await estimating.execute();
	await estimating.waitForOutput(['UCS-2']);
	await estimating.showOutputAs('schema');
	await pictures.take('estimate', estimating.all);
	if (sandbox.requests.all.length !== requests) throw new Failure('Estimate asked the gateway.');
	return 'a text that is too long refused, sent with its characters replaced, and estimated without a credential';
}
