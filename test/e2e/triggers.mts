/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, whatever happens to n8n and to
 * the gateways. It takes minutes, because n8n polls once a minute at most.
 */
import { runCommand } from '../../lab/command.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { onlyOption, runCases } from './runner.mts';

await runCommand(
	{
		name: 'check:triggers',
		summary:
			'Proves the triggers in a real n8n, in both generations at once: every SMS starts its workflow once, also across\n' +
			'restarts of n8n, an outage of two minutes, a storm of HTTP 429 of five, and with durable cursors. It takes about\n' +
			'eight minutes, because n8n polls once a minute at most.',
		options: { n8n: generationsOption, only: onlyOption },
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ n8n, only }, signal) => {
		await runCases('triggers.cases.mts', { generations: generationsNamed(n8n), only }, signal);
	},
);
