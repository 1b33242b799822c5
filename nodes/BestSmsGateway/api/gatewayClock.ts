import type { Account } from './account';

/** Between which two values the lead of a gateway's clock over this machine's lies, in milliseconds. */
interface Lead {
	least: number;
	most: number;
}

/** By website. */
const leads = new Map<string, Lead>();

const SECOND_MS = 1_000;

/** The same for all spellings of a website's address. */
export function websiteOf({ baseUrl }: Pick<Account, 'baseUrl'>): string {
	return baseUrl.toLowerCase().replace(/^https?:\/\/(www\.)?/, '');
}

/**
 * Learns the time of a gateway from the header `Date` of an answer, which is the time to the whole second at
 * some moment between request and answer. Each answer narrows it down.
 *
 * @param sentAt when the request was made, in milliseconds since 1970; the answer has just come
 */
export function readGatewayClock(
	account: Pick<Account, 'baseUrl'>,
	date: unknown,
	sentAt: number,
): void {
	const at = typeof date === 'string' ? Date.parse(date) : NaN;
	if (Number.isNaN(at)) return;
	const now: Lead = { least: at - Date.now(), most: at + SECOND_MS - sentAt };
	const known = leads.get(websiteOf(account)) ?? now;
	const least = Math.max(known.least, now.least);
	const most = Math.min(known.most, now.most);
	// One of the clocks was set where they contradict each other.
	leads.set(websiteOf(account), least <= most ? { least, most } : now);
}

/** Whether the time of a gateway is known. */
export function knowsGatewayClock(account: Pick<Account, 'baseUrl'>): boolean {
	return leads.has(websiteOf(account));
}

/**
 * What the clock of the gateway shows at a time of this machine, to half a second or better; the same where it
 * is not known. Both in milliseconds since 1970.
 */
export function onGatewayClock(account: Pick<Account, 'baseUrl'>, here: number): number {
	const { least, most } = leads.get(websiteOf(account)) ?? { least: 0, most: 0 };
	return here + (least + most) / 2;
}
