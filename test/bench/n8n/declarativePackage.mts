import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { declarativeNode } from '../nodes.mts';

/** n8n's prefix for the node types of folders in `N8N_CUSTOM_EXTENSIONS`. */
const CUSTOM = 'CUSTOM';

/** The type of the plainest declarative node for a gateway. */
export function declarativeTypeOf(gateway: Gateway): string {
	return `${CUSTOM}.${nameOf(gateway)}`;
}

/**
 * Writes the plainest declarative node of each gateway into a folder, as n8n loads nodes.
 *
 * @param credentialTypes by the name of the gateway
 * @returns what n8n's environment needs for them
 */
export async function placeDeclarativeNodes(
	folder: string,
	gateways: ReadonlyArray<{ gateway: Gateway; credentialType: string }>,
): Promise<NodeJS.ProcessEnv> {
	await mkdir(folder, { recursive: true });
	for (const { gateway, credentialType } of gateways) {
		const name = nameOf(gateway);
		const { description } = declarativeNode(gateway.singleSms, credentialType);
		const content = JSON.stringify({ ...description, displayName: name, name });
		// n8n takes the class that has the name of the file.
		await writeFile(
			join(folder, `${name}.node.js`),
			`exports.${name} = class { description = ${content}; };\n`,
		);
	}
	return { N8N_CUSTOM_EXTENSIONS: folder };
}

function nameOf({ name }: Gateway): string {
	return `${name}Declarative`;
}
