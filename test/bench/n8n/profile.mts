/** Profiles one run of a way to send in a real n8n, and says where the processor's time went. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namesAmong, runCommand, wholeNumber } from '../../../lab/command.mts';
import { gatewaysNamed } from '../../../lab/gatewayOption.mts';
import { readProfile } from '../../../lab/measuring/cpuProfile.mts';
import { UsageError } from '../../../lab/n8n/failure.mts';
import { generationNamed, generationOption } from '../../../lab/n8n/generationOption.mts';
import { say } from '../../../lab/n8n/say.mts';
import { shortPath, workshop } from '../../../lab/n8n/workshop.mts';
import { MeasuredN8n } from './measuredN8n.mts';
import { sharesOf } from './profileShares.mts';
import { WAYS_IN_N8N, type WayInN8n } from './waysInN8n.mts';

const INTERVAL_US = 500;
const WARM_UP_MESSAGES = 200;
// The names of an object are those of its type.
const WAYS = Object.keys(WAYS_IN_N8N) as WayInN8n[];

await runCommand(
	{
		name: 'profile:n8n',
		summary:
			'Profiles one run in a real n8n, says in ten lines where the time of the processor went, and keeps the profile for\n' +
			"Chrome's developer tools.",
		options: {
			gateway: {
				type: 'string',
				default: 'smstools',
				value: '<name>',
				help: 'The gateway. Default: smstools',
			},
			way: {
				type: 'string',
				default: 'send',
				value: '<name>',
				help: `What sends: one of\n${WAYS.join(', ')}.\nDefault: send`,
			},
			messages: {
				type: 'string',
				default: '2000',
				value: '<number>',
				help: 'How many SMS. Default: 2000',
			},
			latency: {
				type: 'string',
				default: '5',
				value: '<number>',
				help: 'After how many milliseconds the gateway answers. Default: 5',
			},
			n8n: generationOption,
		},
		whenStopped: 'Stopped before the run was over.',
	},
	async ({ gateway, way, messages, latency, n8n }, signal) => {
		const [chosen] = gatewaysNamed([gateway]);
		const [chosenWay] = namesAmong('way', [way], WAYS);
		if (chosen === undefined || chosenWay === undefined) throw new UsageError('Nothing is chosen');
		const count = wholeNumber('messages', messages, { least: 1, most: 1_000_000 });
		const latencyMs = wholeNumber('latency', latency, { most: 60_000 });
		const generation = generationNamed(n8n);

		await using measured = await MeasuredN8n.start(generation, [chosen], signal);
		const contender = await measured.contenderOf(chosen);
		await measured.run(contender, chosenWay, WARM_UP_MESSAGES);
		await measured.sandbox.setLatency(latencyMs);
		const profile = await measured.profile(
			INTERVAL_US,
			async () => await measured.run(contender, chosenWay, count),
		);

		const { busyMs, shares } = sharesOf(readProfile(profile));
		const perItem = (ms: number) => `${(ms / count).toFixed(2)} ms`;
		say(
			`\n${chosen.title}, ${WAYS_IN_N8N[chosenWay]}, ${count.toLocaleString('en')} items: ${perItem(busyMs)} each, of these`,
		);
		for (const { name, ms } of shares) {
			const percent = `${((100 * ms) / busyMs).toFixed(0)} %`;
			say(`  ${percent.padStart(4)}  ${perItem(ms).padStart(8)}  ${name}`);
		}
		const file = join(workshop, `${chosen.name}-${chosenWay}.cpuprofile`);
		await writeFile(file, JSON.stringify(profile));
		say(`The profile is ${shortPath(file)}.`);
	},
);
