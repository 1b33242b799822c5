import type { Clock } from './clock.mts';
import type { MagicBehaviour } from './magicNumbers.mts';
import { magicOf } from './magicNumbers.mts';
import type { Vendor } from './vendor.mts';

/** How much later the network reports on an SMS to a magic number, and its owner answers, in milliseconds. */
const REPORT_MS = 1000;
const ANSWER_MS = 2000;

/** Something that happens later to an SMS to a magic number. */
export interface Happening {
	/** Milliseconds since 1970. */
	at: number;
	vendor: string;
	id: string;
	number: string;
	behaviour: MagicBehaviour;
}

export interface Happenings {
	/** Plans what follows from an SMS that a gateway stored. */
	plan(vendor: string, id: string, number: string): void;
	/** Lets happen what is due. */
	run(): void;
	/** What is still to come. */
	readonly planned: readonly Happening[];
	load(planned: readonly Happening[]): void;
}

/** Makes the list of what is to come, empty at first. */
export function createHappenings(clock: Clock, vendors: readonly Vendor[]): Happenings {
	let planned: Happening[] = [];

	function happen({ vendor: name, id, number, behaviour }: Happening): void {
		const vendor = vendors.find((one) => one.name === name);
		const account = vendor?.account;
		if (behaviour === 'answersYes') account?.receive?.({ from: `+${number}`, text: 'YES' });
		const outcome = behaviour === 'delivered' ? 'delivered' : 'failed';
		const ending = account?.endings.find((one) => one.outcome === outcome);
		// Somebody may have deleted it meanwhile.
		const isThere = vendor?.listMessages().some((message) => message.id === id) ?? false;
		if (behaviour !== 'answersYes' && ending !== undefined && isThere) account?.end(id, ending);
	}

	return {
		get planned() {
			return planned;
		},
		load(stored) {
			planned = [...stored];
		},
		plan(vendor, id, number) {
			const behaviour = magicOf(number);
			const isAnswer = behaviour === 'answersYes';
			// One that has opted out is refused where the gateway keeps such numbers; elsewhere the phone network does it.
			const isEnd = behaviour === 'delivered' || behaviour === 'failed' || behaviour === 'optedOut';
			if (behaviour === undefined || !(isAnswer || isEnd)) return;
			const at = clock.now().getTime() + (isAnswer ? ANSWER_MS : REPORT_MS);
			planned.push({ at, vendor, id, number: number.replace(/\D/g, ''), behaviour });
		},
		run() {
			if (planned.length === 0) return;
			const now = clock.now().getTime();
			const due = planned.filter(({ at }) => at <= now);
			planned = planned.filter(({ at }) => at > now);
			for (const one of due) happen(one);
		},
	};
}
