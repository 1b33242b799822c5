import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../failure.mts';
import {
	findProgram,
	newestFolders,
	startProgram,
	userNamed,
	type RunningProgram,
	type SystemUser,
} from './program.mts';

const run = promisify(execFile);
const limit = 120_000;

/** Whom n8n logs in as; the server trusts whoever comes from this machine. */
export const databaseUser = 'n8n';
/** There from the start. */
export const databaseName = 'postgres';

/**
 * Starts a new Postgres of our own.
 *
 * @param folder for its data and its log; made when it is missing
 * @throws Failure when there is none on this system, or it does not start
 */
export async function startPostgres(folder: string, signal: AbortSignal): Promise<RunningProgram> {
	await using onFailure = new AsyncDisposableStack();
	// Debian keeps all but psql out of PATH.
	const folders = await newestFolders('/usr/lib/postgresql', 'bin');
	const command = await findProgram('postgres', 'postgresql', folders);
	const programs = dirname(command);
	const user = await unprivileged();
	await mkdir(folder, { recursive: true });
	const data = await dataFolder(folder, user, onFailure);
	const initdb = join(programs, 'initdb');
	const args = ['-D', data, '-U', databaseUser, '--auth=trust', '-E', 'UTF8', '--locale=C', '-N'];
	await run(initdb, args, { ...user, cwd: data, signal, timeout: limit });
	const isready = join(programs, 'pg_isready');
	const running = await startProgram(
		{
			title: 'Postgres',
			command,
			args: (port) => ['-D', data, ...flagsOf({ ...settings, port: String(port) })],
			cwd: data,
			user,
			logFile: join(folder, 'postgres.log'),
			usualPort: 5432,
			async isReady(port) {
				await run(isready, ['-h', '127.0.0.1', '-p', String(port)], { timeout: 5000 });
				return true;
			},
		},
		signal,
	);
	onFailure.use(running);
	const atTheEnd = onFailure.move();
	return { port: running.port, [Symbol.asyncDispose]: () => atTheEnd.disposeAsync() };
}

const settings = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	// Main, workers and webhook processes have a pool each.
	max_connections: '200',
	// Nothing has to outlive this machine.
	fsync: 'off',
	synchronous_commit: 'off',
};

function flagsOf(all: Record<string, string>): string[] {
	return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Postgres refuses to run as root; undefined where we are somebody else.
 *
 * @throws Failure where there is nobody else to be
 */
async function unprivileged(): Promise<SystemUser | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const user = (await userNamed('postgres')) ?? (await userNamed('nobody'));
	if (user !== undefined) return user;
	throw new Failure('Postgres does not run as root, and this system has no user “postgres”.');
}

/**
 * A new folder that belongs to a user. Where that user may not enter the folder it should be in, such as one in the home
 * of root, it is among the temporary ones, and removed at the end.
 */
async function dataFolder(
	parent: string,
	user: SystemUser | undefined,
	atTheEnd: AsyncDisposableStack,
): Promise<string> {
	const data = join(parent, 'data');
	await mkdir(data, { mode: 0o700 });
	if (user === undefined) return data;
	await chown(data, user.uid, user.gid);
	if (await canEnter(data, user)) return data;
	const temporary = await mkdtemp(join(tmpdir(), 'sms-gateways-postgres-'));
	atTheEnd.defer(async () => await rm(temporary, { recursive: true, force: true, maxRetries: 5 }));
	await chown(temporary, user.uid, user.gid);
	return temporary;
}

async function canEnter(folder: string, user: SystemUser): Promise<boolean> {
	try {
		await run('test', ['-w', folder], user);
		return true;
	} catch {
		return false;
	}
}
