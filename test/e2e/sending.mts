/**
 * Proves in a real n8n, for every gateway, that sends are bounded and never doubled: under Retry On
 * Fail, in loops, when stopped, with expressions that throw and answers that are spoilt.
 */
import { namesAmong, runCommand } from '../../lab/command.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import { onlyOption, runCases } from './runner.mts';

const names = ALL_GATEWAYS.map(({ name }) => name);

await runCommand(
	{
		name: 'check:sending',
		summary:
			'Proves in a real n8n, for every gateway, that sends are bounded and never doubled. It takes about three minutes.',
		options: {
			gateway: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this gateway; may be given several times. One of\n${names.join(', ')}.`,
			},
			n8n: generationOption,
			only: onlyOption,
		},
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ gateway, n8n, only }, signal) => {
		const wanted = namesAmong('gateway', gateway, names);
		const gateways = ALL_GATEWAYS.filter(({ name }) => wanted.includes(name));
		const generations = [generationNamed(n8n)];
		await runCases('sending.cases.mts', { generations, only, gateways }, signal);
	},
);
