/** Measures sending in a real n8n, with all that n8n does around its engine. Writes the tables of docs/benchmarks-n8n.md. */
import { runCommand, wholeNumber } from '../../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../../lab/gatewayOption.mts';
import { startRemoteBareClient } from '../../../lab/measuring/remoteBareClient.mts';
import { UsageError } from '../../../lab/n8n/failure.mts';
import { generationNamed, generationOption } from '../../../lab/n8n/generationOption.mts';
import { say } from '../../../lab/n8n/say.mts';
import { describeMachine } from '../machine.mts';
import { MeasuredTable } from '../measuredTable.mts';
import { compare, tableOf } from './comparison.mts';
import { goalsTable, overGoals, type Measured } from './goals.mts';
import { grow, growthTable } from './growth.mts';
import { MeasuredN8n } from './measuredN8n.mts';

const PAGE = 'benchmarks-n8n.md';
const ROUNDS = 3;
const SIZES = [1_000, 10_000, 50_000];
/** A number for each customer: the gateways of the sandbox have no more. */
const MOST_MESSAGES = 1_000_000;

await runCommand(
	{
		name: 'bench:n8n',
		summary:
			'Measures in a real n8n what SMS take with Send, Send Many, the HTTP Request node, the plainest declarative node\n' +
			`and a bare client, and writes it to docs/${PAGE}. What is over its goal is printed; that is no failure.\n` +
			'It takes about nine minutes for a gateway, and longer at BestSMSGateway, which takes 49 SMS a second. It needs Linux,\n' +
			'and a machine with nothing else to do.',
		options: {
			gateway: gatewayOption,
			n8n: generationOption,
			rounds: {
				type: 'string',
				value: '<number>',
				help: `How often the ways are compared. Default: ${ROUNDS}`,
			},
			messages: {
				type: 'string',
				multiple: true,
				value: '<number>',
				help: `How many SMS a run has, to see how the time grows; may be given several times.\nDefault: ${SIZES.join(', ')}. 0 leaves this out.\nWith one of these but --n8n, nothing is written.`,
			},
		},
		whenStopped: `Stopped before everything was measured; docs/${PAGE} is as it was.`,
	},
	async ({ gateway, n8n, rounds, messages }, signal) => {
		const gateways = gatewaysNamed(gateway);
		const generation = generationNamed(n8n);
		const roundCount = wholeNumber('rounds', rounds ?? String(ROUNDS), { least: 1, most: 100 });
		const sizes = sizesNamed(messages);
		await using measured = await MeasuredN8n.start(generation, gateways, signal);
		const client = startRemoteBareClient();
		await using atTheEnd = new AsyncDisposableStack();
		atTheEnd.defer(async () => await client.close());

		const all: Measured[] = [];
		for (const one of gateways) {
			say(`Measuring ${one.title} …`);
			const contender = await measured.contenderOf(one);
			const compared = await compare(measured, client, contender, roundCount);
			const grown = await grow(measured, contender, sizes);
			all.push({ gateway: one, compared, sizes: grown });
		}

		const machine = describeMachine(measured.session.version, new Date());
		const parts = [
			machine.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
			goalsTable(all),
			...all.flatMap(({ gateway: { title }, compared, sizes: grown }) => [
				`### ${title}`,
				...compared.flatMap((at) => [
					`1,000 SMS, the gateway responds after ${at.latencyMs} ms:`,
					tableOf(at),
				]),
				...(grown.length === 0
					? []
					: ['More and more SMS in a run, the gateway responds after 5 ms:', growthTable(grown)]),
			]),
		];
		say(`\n${parts.join('\n\n')}`);
		const over = overGoals(all);
		say(
			over.length === 0
				? '\nNothing is over its goal.'
				: `\nOver its goal:\n${over.map((line) => `- ${line}`).join('\n')}`,
		);
		if ([gateway, rounds, messages].some((option) => option !== undefined)) return;
		const page = new MeasuredTable(PAGE, `n8n ${generation}`);
		await page.write(parts.join('\n\n'));
		say(`Written to ${page.shownPage}.`);
	},
);

/** The numbers of SMS that somebody means by the option --messages, the fewest first. @throws UsageError for others */
function sizesNamed(words: readonly string[] | undefined): number[] {
	const sizes =
		words?.map((word) => wholeNumber('messages', word, { most: MOST_MESSAGES })) ?? SIZES;
	if (sizes.includes(0) && sizes.length > 1) {
		throw new UsageError('--messages 0 stands alone');
	}
	return sizes.filter((size) => size > 0).toSorted((one, other) => one - other);
}
