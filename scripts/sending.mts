/**
 * Proves in a real n8n, for every gateway, that sends are bounded and never doubled: under Retry On
 * Fail, in loops, when stopped, with expressions that throw and answers that are spoilt. Then measures
 * how fast they are. It takes minutes.
 */
import { parseArgs } from 'node:util';
import type { Gateway } from '../test/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../test/gateways/gateways.mts';
import { Failure } from './n8n/failure.mts';
import { generationNamed } from './n8n/generationOption.mts';
import { newest, type Generation } from './n8n/installation.mts';
import { say } from './n8n/say.mts';
import { runUntilStopped } from './n8n/stopSignals.mts';
import { checkCases } from './sending/checkCases.mts';
import { complaintsOf } from './sending/findings.mts';
import { measure } from './sending/measurement.mts';
import { chooseCredential } from './sending/run.mts';
import { prepareTestRig } from './testRig.mts';

interface Options {
	/** All gateways, or those that the command line names. */
	gateways: readonly Gateway[];
	generation: Generation;
	/** Whether to leave the measurement out, which wants a machine with nothing else to do. */
	casesOnly: boolean;
}

function readOptions(): Options {
	try {
		const { values } = parseArgs({
			options: {
				gateway: { type: 'string', multiple: true },
				n8n: { type: 'string', default: String(newest) },
				'cases-only': { type: 'boolean', default: false },
			},
		});
		const wanted: readonly string[] = values.gateway ?? ALL_GATEWAYS.map(({ name }) => name);
		const known = ALL_GATEWAYS.filter(({ name }) => wanted.includes(name));
		if (known.length === wanted.length) {
			const generation = generationNamed(values.n8n);
			return { gateways: known, generation, casesOnly: values['cases-only'] };
		}
		const all = ALL_GATEWAYS.map(({ name }) => name).join(', ');
		throw new Failure(`--gateway ${wanted.join(', ')} is not among ${all}.`);
	} catch (error) {
		throw error instanceof TypeError ? new Failure(error.message) : error;
	}
}

async function checkSending(signal: AbortSignal): Promise<void> {
	const { gateways, generation, casesOnly } = readOptions();
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

await runUntilStopped(checkSending, 'Stopped before the check was over.');
