/**
 * Proves in a real n8n, for every gateway, that sends are bounded and never doubled: under Retry On
 * Fail, in loops, when stopped, with expressions that throw and answers that are spoilt. Then measures
 * how fast they are. It takes minutes.
 */
import { namesAmong, runCommand } from '../../lab/command.mts';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import type { Generation } from '../../lab/n8n/installation.mts';
import { say } from '../../lab/n8n/say.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { checkCases } from './sending/checkCases.mts';
import { complaintsOf } from './sending/findings.mts';
import { measure } from './sending/measurement.mts';
import { chooseCredential } from './sending/run.mts';

interface Options {
	gateways: readonly Gateway[];
	generation: Generation;
	casesOnly: boolean;
}

async function checkSending(
	{ gateways, generation, casesOnly }: Options,
	signal: AbortSignal,
): Promise<void> {
	await using rig = await prepareTestRig('sending', generation, signal);
	await using session = await rig.start();
	const { sandbox } = rig;

	const complaints: string[] = [];
	for (const gateway of gateways) {
		gateway.giveCredit(sandbox);
		const credentials = await chooseCredential(gateway.credential(sandbox), session);
		complaints.push(...(await checkCases({ gateway, credentials, sandbox, session })));
	}
	if (!casesOnly) {
		const measuring = async () => await measure(gateways, session);
		complaints.push(...(await complaintsOf(measuring, session.signal)));
	}
	if (complaints.length > 0) throw new Failure('Sending is not as it should be:', complaints);
	const titles = gateways.map(({ title }) => title).join(', ');
	say(`${titles}: sends are bounded, and none was doubled.`);
}

const names = ALL_GATEWAYS.map(({ name }) => name);

await runCommand(
	{
		name: 'check:sending',
		summary:
			'Proves in a real n8n, for every gateway, that sends are bounded and never doubled. Then measures how\n' +
			'fast they are, which wants a machine with nothing else to do. It takes about three minutes.',
		options: {
			gateway: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this gateway; may be given several times. One of\n${names.join(', ')}.`,
			},
			n8n: generationOption,
			'cases-only': { type: 'boolean', default: false, help: 'Leaves the measurement out.' },
		},
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ gateway, n8n, 'cases-only': casesOnly }, signal) => {
		const wanted = namesAmong('gateway', gateway, names);
		const gateways = ALL_GATEWAYS.filter(({ name }) => wanted.includes(name));
		await checkSending({ gateways, generation: generationNamed(n8n), casesOnly }, signal);
	},
);
