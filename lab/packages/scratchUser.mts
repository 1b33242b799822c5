import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '../n8n/failure.mts';
import type { SystemUser } from '../n8n/runningScript.mts';

const run = promisify(execFile);

/** A user that is there for a test. Disposing of it removes it. */
export interface ScratchUser extends SystemUser, AsyncDisposable {
	name: string;
}

/**
 * Adds a user to this machine, whose home is a folder that is there.
 *
 * @throws Failure that says what is missing where users cannot be added, or cannot run this Node
 */
export async function addScratchUser(home: string): Promise<ScratchUser> {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) {
		throw new Failure('This needs Linux and the superuser, who adds a user for it and removes it.');
	}
	const name = `n8n-scratch-${process.pid}`;
	try {
		await run('useradd', ['--home-dir', home, '--no-create-home', '--shell', '/bin/sh', name]);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Failure(`No user could be added: ${reason}`);
	}
	const id = async (option: string) => Number((await run('id', [option, name])).stdout);
	const user = {
		name,
		uid: await id('-u'),
		gid: await id('-g'),
		async [Symbol.asyncDispose]() {
			await run('userdel', [name]);
		},
	};
	try {
		await run(process.execPath, ['--version'], { uid: user.uid, gid: user.gid, cwd: '/' });
	} catch {
		await user[Symbol.asyncDispose]();
		throw new Failure(
			`The user cannot run ${process.execPath}: this needs a clone in a folder that every user may enter.`,
		);
	}
	return user;
}
