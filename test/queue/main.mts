/** Proves the package in n8n's queue mode: Redis, Postgres, a main process, two workers and a webhook process. */
import { runCommand } from '../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../lab/gatewayOption.mts';
import { newest } from '../../lab/n8n/installation.mts';
import { onlyOption, runCases } from '../e2e/runner.mts';

await runCommand(
	{
		name: 'test:queue',
		summary:
			"Proves the package in n8n's queue mode, with Redis, Postgres, a main process, two workers and a webhook process of\n" +
			'its own. It takes about seven minutes, and needs the programs redis-server and postgres.',
		options: { gateway: gatewayOption, only: onlyOption },
		whenStopped: 'Stopped before the tests were over.',
	},
	async ({ gateway, only }, signal) => {
		const gateways = gatewaysNamed(gateway);
		await runCases('../queue/queue.cases.mts', { generations: [newest], only, gateways }, signal);
	},
);
