import type { Frame, Sampled } from '../../../lab/measuring/cpuProfile.mts';

/** A part of the time. */
interface Share {
	name: string;
	ms: number;
}

/** Whose time it is, by a frame: the first rule that fits the frame nearest to what ran. */
const RULES: ReadonlyArray<{ name: string; url?: RegExp; frame?: RegExp }> = [
	{ name: 'collecting garbage', frame: /^\(garbage collector\)$/ },
	{
		name: "n8n's expressions",
		url: /\/node_modules\/(?:@n8n\/(?:expression-runtime|tournament)|isolated-vm)\/|\/n8n-workflow\/dist\/.*(?:expression|workflow-data-proxy)/i,
	},
	{
		name: "n8n's database",
		url: /\/node_modules\/(?:@n8n\/(?:typeorm|db)|typeorm|sqlite3|tarn|pg)\//,
	},
	{
		name: "n8n's credentials: looking up and decrypting",
		url: /\/n8n(?:-core)?\/dist\/.*(?:credential|cipher|encryption)/i,
	},
	{
		name: "n8n's HTTP client",
		url: /\/node_modules\/(?:axios|follow-redirects|form-data|proxy-from-env|@n8n\/backend-network)\/|^node:(?:_?http|net|dns|internal\/(?:dns|net|stream_base|http))|\/request-helper/,
	},
	{ name: 'our package', url: /\/n8n-nodes-sms-gateways\// },
	{ name: 'dates (luxon)', url: /\/node_modules\/luxon\// },
	{ name: "n8n's store of executions", url: /\/node_modules\/(?:flatted|stream-json)\// },
	{ name: 'the rest of n8n', url: /\/node_modules\// },
];

const REST = 'Node itself';
const MOST_LINES = 9;

/** How the time in which the process did something is shared, the largest part first, in ten lines at most. */
export function sharesOf(samples: readonly Sampled[]): { busyMs: number; shares: Share[] } {
	const busy = samples.filter(({ stack }) => stack[0]?.name !== '(idle)');
	const msOf = new Map<string, number>();
	for (const { stack, ms } of busy) {
		const name = ownerOf(stack);
		msOf.set(name, (msOf.get(name) ?? 0) + ms);
	}
	const shares = [...msOf].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
	const rest = shares.splice(MOST_LINES).reduce((sum, { ms }) => sum + ms, 0);
	if (rest > 0) shares.push({ name: 'all else', ms: rest });
	return { busyMs: busy.reduce((sum, { ms }) => sum + ms, 0), shares };
}

function ownerOf(stack: readonly Frame[]): string {
	for (const { name, url } of stack) {
		const rule = RULES.find((one) =>
			one.frame === undefined ? one.url?.test(url) : one.frame.test(name),
		);
		if (rule !== undefined) return rule.name;
	}
	return REST;
}
