import { ensureManager } from './ownManager.mts';
import { installWith, installWithNpm } from './packageManager.mts';
import { preparing, showProgress } from './progress.mts';

/**
 * Installs what the package.json and package-lock.json in a folder say, with the workshop's own npm, and
 * shows how far it is. The caller holds the workshop's lock.
 *
 * @param built the packages that are prepared for this machine; npm builds no others
 * @throws Failure when it does not succeed; the signal's reason when the signal comes
 */
export async function installWithOwnNpm(
	folder: string,
	built: readonly string[],
	signal: AbortSignal,
): Promise<void> {
	const npm = await ensureManager('npm', signal);
	const progress = showProgress('npm installs about 2000 packages');
	try {
		await installWithNpm(folder, signal, npm);
		progress.update(preparing(built.join(' and ')));
		await installWith('npm', npm, ['rebuild', ...built], folder, signal);
	} finally {
		progress.end();
	}
}
