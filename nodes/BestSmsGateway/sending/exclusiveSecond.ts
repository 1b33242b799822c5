import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal } from '../../shared/failure/failure';
import { pauseUntil } from '../../shared/operations/gate';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { onGatewayClock, websiteOf } from '../api/gatewayClock';

const SECOND_MS = 1_000;

/** After so long without an answer the next send does not only wait any more, but looks. */
const PATIENCE_MS = 10_000;

const PAUSE_BETWEEN_CHECKS_MS = 2_000;

/** What the gateway's clock is known to, with room for an answer that was long on its way. */
const CLOCK_ERROR_MS = 2_000;

/** Where others send with the sub-account too, this process uses one of this many seconds. */
const SHARES = 4;

/** Where in its second a request arrives that waits for it. */
const EARLY_IN_SECOND_MS = { from: 200, to: 400 };

/**
 * How long after it was sent a request may still get its second at a gateway that answers others. Before
 * that the script may send a mail of its own, for which it allows 30 seconds (vendor's public source,
 * `_send_sms` and `send_email`).
 */
const LONGEST_START_MS = 60_000;

/**
 * For how long a gateway that answers nothing at all may hold a request back. It has no limit of its own
 * (`set_time_limit(0)` in the vendor's public source); the web servers before it give up after one to five
 * minutes. A choice, not a known fact.
 */
const LONGEST_BLOCK_MS = 300_000;

/** Statuses that a web server gives when it is tired of waiting for the script, which goes on. */
const SCRIPT_GOES_ON = new Set(['408', '502', '503', '504', '520', '522', '524']);

/** A send as the gate sees it. */
export interface GatedSend {
	/** Makes the request. */
	send: () => Promise<Reading<IDataObject>>;
	/** Whether a record of `fetch_sms` may come of this request. */
	isOwn: (record: IDataObject) => boolean;
	/** The newest records of the account; what a send asks for that waits for another one. */
	look: () => Promise<Reading<IDataObject[]>>;
}

/** A request of which it is not known yet in which second it fell. */
interface Flight {
	startedAt: number;
	/** Whether its answer has come, or will not come any more. */
	isBack: boolean;
	isOpen: boolean;
	isOwn: GatedSend['isOwn'];
}

/** The sends of one account. */
interface Lane {
	/** Resolves when the next in line may come forward. */
	tail: Promise<void>;
	/** When the next send may start, in milliseconds since 1970. */
	freeAt: number;
	flights: Set<Flight>;
	/** The last second of the gateway's that is known to be taken, in Unix seconds. */
	lastSecond: number;
	/** Which of the seconds this process uses where others send too: by what is left when divided by `SHARES`. */
	share: number;
}

const lanes = new Map<string, Lane>();

/**
 * Runs a send so that no other one of the account falls into the same second of the gateway's clock: it
 * starts a second after the answer to the one before, whichever workflow of this process that was of. Where
 * there was no answer, it starts when the records of that send have been seen, or when it cannot get a
 * second any more.
 *
 * Two sends of one second share a batch id, and the later one hands over whatever still waits under it, all
 * under the sender, type, Unicode and route of the first: SMS that are just being sent, or are scheduled, or
 * on hold (fact sheet, section 12.2). A gateway that was blocked runs all that has waited in one second, also
 * what the client has given up (fact sheet, section 12.3).
 *
 * @param isStopped whether nothing more may start: a send that still waits is not made then
 */
export async function inExclusiveSecond(
	account: Account,
	isStopped: () => boolean,
	{ send, isOwn, look }: GatedSend,
): Promise<Reading<IDataObject>> {
	const lane = laneOf(account);
	const before = lane.tail;
	let comeForward = () => {};
	lane.tail = new Promise((resolve) => {
		comeForward = resolve;
	});

	await before;
	for (const flight of lane.flights) await untilOver(flight, lane, account, look, isStopped);
	// Never longer than a second, should the clock of this machine be set back.
	await pauseUntil(Math.min(lane.freeAt, Date.now() + SECOND_MS), isStopped);
	if (account.isShared) await pauseUntil(nextShare(lane, account), isStopped);
	if (isStopped()) {
		comeForward();
		return refusal(stopped());
	}

	const flight: Flight = { startedAt: Date.now(), isBack: false, isOpen: true, isOwn };
	lane.flights.add(flight);
	comeForward();
	const reading = await send().finally(() => (flight.isBack = true));
	if (reading.ok) lane.lastSecond = Math.max(lane.lastSecond, secondOf(reading.value));
	if (reading.ok || !mayGoOn(reading.failure)) land(flight, lane);
	return reading;
}

/**
 * Uses other seconds from now on, because somebody else uses these: processes that do so come to use different
 * ones without knowing of each other.
 */
export function changeShare(account: Account): void {
	const lane = laneOf(account);
	const others = Math.floor(Math.random() * (SHARES - 1)) + 1;
	lane.share = (lane.share + others) % SHARES;
}

/** When, by the clock of this machine, the next second of the gateway's begins that this process uses. */
function nextShare({ share }: Lane, account: Account): number {
	const now = Date.now();
	const there = onGatewayClock(account, now);
	const cycle = SHARES * SECOND_MS;
	const wanted = share * SECOND_MS + EARLY_IN_SECOND_MS.from;
	const late = (((there - wanted) % cycle) + cycle) % cycle;
	const isInTime = late <= EARLY_IN_SECOND_MS.to - EARLY_IN_SECOND_MS.from;
	return isInTime ? now : now + cycle - late;
}

/** Waits until a request can share its second with none that starts after this. */
async function untilOver(
	flight: Flight,
	lane: Lane,
	account: Account,
	look: GatedSend['look'],
	isStopped: () => boolean,
): Promise<void> {
	await pauseUntil(flight.startedAt + PATIENCE_MS, () => flight.isBack || isStopped());
	while (flight.isOpen && !isStopped()) {
		const isTooOld = Date.now() >= flight.startedAt + LONGEST_BLOCK_MS;
		if (isTooOld || (await isKnownToBeOver(flight, lane, account, look))) {
			land(flight, lane);
			return;
		}
		await pauseUntil(Date.now() + PAUSE_BETWEEN_CHECKS_MS, () => isStopped() || !flight.isOpen);
	}
}

async function isKnownToBeOver(
	flight: Flight,
	lane: Lane,
	account: Account,
	look: GatedSend['look'],
): Promise<boolean> {
	const askedAt = Date.now();
	const records = await look();
	if (!records.ok) return false;
	if (askedAt >= flight.startedAt + LONGEST_START_MS) return true;
	const earliest = (onGatewayClock(account, flight.startedAt) - CLOCK_ERROR_MS) / 1000;
	return records.value.some((record) => {
		const second = numberOrNull(record.time_submitted) ?? 0;
		return second > lane.lastSecond && second >= earliest && flight.isOwn(record);
	});
}

function land(flight: Flight, lane: Lane): void {
	flight.isOpen = false;
	lane.flights.delete(flight);
	lane.freeAt = Date.now() + SECOND_MS;
}

/** Whether the gateway may still be at a request that failed. */
function mayGoOn({ outcome, vendorCode, httpCode }: Failure): boolean {
	if (outcome === 'notSent' || vendorCode !== undefined) return false;
	return httpCode === undefined || SCRIPT_GOES_ON.has(httpCode);
}

/** The second that a batch id ends in (fact sheet, section 2); 0 where it does not. */
function secondOf(answer: IDataObject): number {
	const [, second] = /_(\d{1,12})$/.exec(textOrNull(answer.batch_id) ?? '') ?? [];
	return Number(second ?? 0);
}

/** The same lane for all spellings of an account: the gateway reads its number and its name in small letters. */
function laneOf(account: Account): Lane {
	const key = `${websiteOf(account)} ${account.subAccount.toLowerCase().replace(/^0+/, '')}`;
	const lane = lanes.get(key) ?? {
		tail: Promise.resolve(),
		freeAt: 0,
		flights: new Set<Flight>(),
		lastSecond: 0,
		share: Math.floor(Math.random() * SHARES),
	};
	lanes.set(key, lane);
	return lane;
}

function stopped() {
	return {
		message: `The run ended before ${SERVICE} was called.`,
		advice: 'Run the workflow again for the items that were not sent.',
		outcome: 'notSent',
		isNotStarted: true,
	} as const;
}
