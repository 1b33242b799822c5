import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { GatewayName } from '../../../lab/gateways/gateway.mts';

/** Without the messages and tooltips that come and go, at a time of their own. */
const calm = {
	style:
		'.el-notification, .el-popper, [data-reka-popper-content-wrapper] { visibility: hidden !important; }',
	animations: 'disabled',
} as const;

/** Pixels around the things in a picture; the names of nodes are below them. */
const margin = 96;

/** A folder for pictures of the editor. */
export class Pictures {
	readonly folder: string;

	private constructor(folder: string) {
		this.folder = folder;
	}

	/** Makes the folder, if it is not there. */
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
		await part.screenshot({ path: this.fileOf(name), ...calm });
	}

	/** Takes a picture of the part of the page in which all of these lie. */
	async takeAround(name: string, parts: Locator): Promise<void> {
		const found = await Promise.all((await parts.all()).map((part) => part.boundingBox()));
		const boxes = found.filter((box) => box !== null);
		const left = Math.min(...boxes.map(({ x }) => x)) - margin;
		const top = Math.min(...boxes.map(({ y }) => y)) - margin;
		const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
		const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
		const clip = { x: left, y: top, width: right - left, height: bottom - top };
		await parts.page().screenshot({ path: this.fileOf(name), clip, ...calm });
	}

	fileOf(name: string): string {
		return join(this.folder, `${name}.png`);
	}
}

/** The name of a picture about a gateway, as its page in docs/ is named. */
export function pictureOf(
	gateway: GatewayName,
	what?: 'credential' | 'contact' | 'sync' | 'trigger',
): string {
	return [gateway.toLowerCase(), ...(what === undefined ? [] : [what])].join('-');
}
