import { createBestSmsGateway } from './bestSmsGateway.mts';
import type { Clock } from './clock.mts';
import type { ExchangeLog } from './exchanges.mts';
import { createExchangeLog } from './exchanges.mts';
import type { Happening, Happenings } from './happenings.mts';
import { createHappenings } from './happenings.mts';
import type { Feed, StoredFeed } from './phone/feed.mts';
import { createFeed } from './phone/feed.mts';
import type { MessageReader } from './phone/messages.mts';
import { createMessageReader } from './phone/messages.mts';
import { createSmsGateway24 } from './smsGateway24.mts';
import { createSmstools } from './smstools.mts';
import type { StoredState } from './stateFile.mts';
import { readState, setAside, writeState } from './stateFile.mts';
import { createTextBoost } from './textBoost.mts';
import type { Vendor } from './vendor.mts';

/** What is kept over a restart beside what the gateways know. */
interface StoredRest {
	feed: StoredFeed;
	happenings: readonly Happening[];
}

/** All gateways with what they know, not served yet. */
export interface Gateways {
	readonly smsGateway24: ReturnType<typeof createSmsGateway24>;
	readonly bestSmsGateway: ReturnType<typeof createBestSmsGateway>;
	readonly smstools: ReturnType<typeof createSmstools>;
	readonly textBoost: ReturnType<typeof createTextBoost>;
	readonly vendors: readonly Vendor[];
	readonly happenings: Happenings;
	readonly exchanges: ExchangeLog;
	readonly reader: MessageReader;
	readonly feed: Feed;
	/** What of it is kept over a restart. */
	dump(): StoredState<StoredRest>;
}

/**
 * Makes the gateways with what a file keeps. A file that cannot be read gets another name; then they start empty, with
 * other IDs.
 *
 * @param file undefined where nothing is kept
 * @param onLost called with sentences for people when a file cannot be read
 * @throws Error when a file can be neither read nor replaced
 */
export async function openGateways(
	clock: Clock,
	file: string | undefined,
	onLost: (sentences: string) => void,
): Promise<Gateways> {
	if (file === undefined) return createGateways(clock);
	try {
		return createGateways(clock, await readState<StoredRest>(file));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const gateways = createGateways(clock);
		// A gateway gets fewer than one SMS a second, so that the time is ahead of its IDs.
		const seconds = Math.floor(clock.now().getTime() / 1000);
		for (const vendor of gateways.vendors) vendor.numberFrom(seconds);
		const aside = await setAside(file);
		// At once, so that a start that fails, such as at a port that is taken, does not lose the IDs.
		await writeState(file, gateways.dump());
		onLost(
			`The sandbox cannot read the state that it saved in ${file}: ${reason}. It starts empty, and numbers new SMS ` +
				`from the current time on, so that no ID comes twice. The old file is kept as ${aside}.`,
		);
		return gateways;
	}
}

/** @throws Error that says, in a clause, that the state is not one of `dump` */
function createGateways(clock: Clock, stored?: StoredState<StoredRest>): Gateways {
	const smsGateway24 = createSmsGateway24(clock);
	const bestSmsGateway = createBestSmsGateway(clock);
	const smstools = createSmstools(clock);
	const textBoost = createTextBoost(clock);
	const vendors: Vendor[] = [
		smsGateway24.vendor,
		bestSmsGateway.vendor,
		smstools.vendor,
		textBoost.vendor,
	];
	const happenings = createHappenings(clock, vendors);
	const exchanges = createExchangeLog(clock, {
		onStored: ({ request }, id, number) => happenings.plan(request.vendor, id, number),
		onOver: (exchange) => reader.noteOver(exchange),
	});
	const reader = createMessageReader(vendors, exchanges);
	const feed = createFeed(reader, () => happenings.run());

	function load({ vendors: dumped, rest }: StoredState<StoredRest>): void {
		for (const vendor of vendors) vendor.load(dumped[vendor.name]);
		feed.load(rest.feed);
		happenings.load(rest.happenings);
	}

	try {
		if (stored !== undefined) load(stored);
	} catch (error) {
		throw new Error('it does not hold what the sandbox saves', { cause: error });
	}
	return {
		smsGateway24,
		bestSmsGateway,
		smstools,
		textBoost,
		vendors,
		happenings,
		exchanges,
		reader,
		feed,
		dump: () => ({
			vendors: Object.fromEntries(vendors.map((vendor) => [vendor.name, vendor.dump()])),
			rest: { feed: feed.dump(), happenings: happenings.planned },
		}),
	};
}
