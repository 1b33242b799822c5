import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser } from 'playwright-core';
import { Failure } from '../../../lab/n8n/failure.mts';

/** Where Debian puts it; the variable names another one. */
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium's sandbox wants rights that a container lacks; the rest keeps it from calling home. */
const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Sees to it that a browser can be started, before anything else is begun.
 *
 * @throws Failure when there is no Chromium, with what to do
 */
export function requireChromium(): void {
	if (existsSync(chromiumPath)) return;
	throw new Failure(
		`The tests of the editor need Chromium, and there is none at ${chromiumPath}. ` +
			'Install it (on Debian: apt-get install chromium), or say where it is in the variable CHROMIUM.',
	);
}

/** Starts a Chromium without a window. Disposing of it ends it. */
export async function startBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: chromiumPath,
		args: flags,
		// Playwright would end the whole process, before n8n and the sandbox are stopped.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}
