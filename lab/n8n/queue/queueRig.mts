import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { startInstance, type Instance } from '../instance.mts';
import { newest } from '../installation.mts';
import { say } from '../say.mts';
import type { Session } from '../session.mts';
import { prepareTestRig, type TestRig } from '../testRig.mts';
import { databaseName, databaseUser, startPostgres } from './postgres.mts';
import { startRedis } from './redis.mts';

/** All that n8n's queue mode needs, and a sandbox. Disposing of it ends what was not ended before. */
export interface QueueRig extends AsyncDisposable, Pick<TestRig, 'installation' | 'sandbox'> {
	/**
	 * Starts n8n's main process, which has the editor, the triggers and the webhooks, and logs in.
	 *
	 * @param wantedPort where it listens when that is free; default: n8n's own
	 */
	startMain(
		signal: AbortSignal,
		settings?: NodeJS.ProcessEnv,
		wantedPort?: number,
	): Promise<Session>;
	/**
	 * Starts a process that runs executions, or one that only listens for webhooks.
	 *
	 * @param name a word for the name of its log
	 */
	startProcess(
		role: 'worker' | 'webhook',
		name: string,
		signal: AbortSignal,
		settings?: NodeJS.ProcessEnv,
	): Promise<Instance>;
}

/** How many jobs that have ended Redis keeps; more than end in the five seconds. */
const keptJobs = '1000';

/** Where n8n keeps packages in a user folder. A process that shared the folder would take the log of another for its own. */
function packageIn(userFolder: string): string {
	return join(userFolder, '.n8n/nodes');
}

/**
 * Starts a new Redis, a new Postgres and a sandbox, and prepares an n8n that has nothing but the package.
 *
 * @param purpose a word for the name of the folder with all data
 * @param signal stops the preparation
 * @throws Failure when something is missing; the signal's reason when the signal comes
 */
export async function prepareQueueRig(purpose: string, signal: AbortSignal): Promise<QueueRig> {
	await using onFailure = new AsyncDisposableStack();
	const rig = onFailure.use(await prepareTestRig(purpose, newest, signal));
	const { installation, sandbox, userFolder } = rig;
	say('Starting Redis and Postgres …');
	const redis = onFailure.use(await startRedis(join(userFolder, 'redis'), signal));
	const postgres = onFailure.use(await startPostgres(join(userFolder, 'postgres'), signal));
	const inQueueMode: NodeJS.ProcessEnv = {
		EXECUTIONS_MODE: 'queue',
		// Whatever is started by hand goes to a worker too.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: databaseName,
		DB_POSTGRESDB_USER: databaseUser,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		// A process that has missed the news of the end of a job asks for it every five seconds, in vain where n8n keeps no
		// ended job: about one webhook call in some hundred was never answered.
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: keptJobs,
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: keptJobs,
		// What a process has loaded is told there only.
		N8N_LOG_LEVEL: 'debug',
	};
	const atTheEnd = onFailure.move();
	return {
		installation,
		sandbox,
		async startMain(sessionSignal, settings, wantedPort) {
			return await rig.start(sessionSignal, { ...inQueueMode, ...settings }, wantedPort);
		},
		async startProcess(role, name, processSignal, settings) {
			const folder = join(userFolder, name);
			await cp(packageIn(userFolder), packageIn(folder), { recursive: true });
			return await startInstance(installation, folder, processSignal, {
				role,
				name,
				settings: { ...inQueueMode, ...settings },
			});
		},
		[Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
	};
}
