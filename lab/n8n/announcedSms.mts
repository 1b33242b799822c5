import type { PhoneMessage } from '../sandbox/phone/messages.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';

/** An SMS at a gateway, in lines for people. */
export function describeSms(
	{ vendor, direction, number, text, status, outcome, segments, kind }: PhoneMessage,
	{ vendors }: Sandbox,
): string {
	const title = vendors.find(({ name }) => name === vendor)?.title ?? vendor;
	const isIn = direction === 'incoming';
	const size = segments === 1 ? '' : `, ${segments} segments`;
	const parts = kind === undefined ? size : `, ${kind}`;
	return [
		`  Gateway  ${title}`,
		`  ${isIn ? 'From ' : 'To   '}    ${number}`,
		`  Text     ${text.replaceAll('\n', '\n           ')}`,
		...(isIn ? [] : [`  Status   ${outcome === 'refused' ? 'refused: ' : ''}${status}${parts}`]),
	].join('\n');
}

/** Prints every SMS that comes from now on, of all gateways, until the function that it returns is called. */
export function announceSms(sandbox: Sandbox, say: (text: string) => void): () => void {
	let last = sandbox.messages().at(-1)?.seq ?? 0;
	return sandbox.watchMessages((messages) => {
		for (const message of messages) {
			if (message.seq <= last) continue;
			last = message.seq;
			const what = message.direction === 'incoming' ? 'An SMS came in' : 'An SMS at the sandbox';
			say(`${what}:\n${describeSms(message, sandbox)}\n`);
		}
	});
}
