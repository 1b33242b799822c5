import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { GatewayName } from '../../gateways/gateway.mts';

/** Messages that come and go in a corner, at a time of their own. */
const hideMessages = '.el-notification { visibility: hidden !important; }';

/** A folder for pictures of the editor. */
export class Pictures {
	readonly folder: string;

	private constructor(folder: string) {
		this.folder = folder;
	}

	static async into(folder: string): Promise<Pictures> {
		await mkdir(folder, { recursive: true });
		return new Pictures(folder);
	}

	/**
	 * Takes a picture of a part of the page; of the same name there is only the last one.
	 *
	 * @param name without its ending
	 */
	async take(name: string, part: Locator): Promise<void> {
		await part.screenshot({ path: this.fileOf(name), style: hideMessages, animations: 'disabled' });
	}

	fileOf(name: string): string {
		return join(this.folder, `${name}.png`);
	}
}

/** The name of a picture about a gateway, as its page in docs/ is named. */
export function pictureOf(gateway: GatewayName, what?: 'credential' | 'trigger'): string {
	return [gateway.toLowerCase(), ...(what === undefined ? [] : [what])].join('-');
}
