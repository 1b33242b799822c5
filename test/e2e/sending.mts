/**
 * Proves in a real n8n, for every gateway, that sends are bounded and never doubled: under Retry On
 * Fail, in loops, when stopped, with expressions that throw and answers that are spoilt.
 */
import { runCommand } from '../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../lab/gatewayOption.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import { onlyOption, runCases } from './runner.mts';

await runCommand(
	{
		name: 'check:sending',
		summary:
			'Proves in a real n8n, for every gateway, that sends are bounded and never doubled. It takes about three minutes.',
		options: {
			gateway: gatewayOption,
			n8n: generationOption,
			only: onlyOption,
		},
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ gateway, n8n, only }, signal) => {
		const gateways = gatewaysNamed(gateway);
		const generations = [generationNamed(n8n)];
		await runCases('sending.cases.mts', { generations, only, gateways }, signal);
	},
);
