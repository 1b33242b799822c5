/**
 * The codes of vendor document 4 with their titles. `New`, `sending` and `delivered` are from samples (vendor
 * document 4; fact sheet 1.2), the other titles are inferred from the French list.
 */
export const STATUS_TITLES: ReadonlyMap<number, string> = new Map([
	[1, 'New'],
	[2, 'sending'],
	[3, 'queued'],
	[5, 'incoming'],
	[6, 'sent'],
	[7, 'delivered'],
	[8, 'not delivered'],
	[9, 'Generic failure'],
	[10, 'No Service'],
	[11, 'Null PDU'],
	[12, 'Radio Off'],
	[100, 'NOT ALLOWED'],
	[101, 'NOT ALLOWED'],
]);

/** The codes that end a message badly (fact sheet 1.2). */
export const FAILURE_STATUSES = [8, 9, 10, 11, 12, 100, 101] as const;

export type FailureStatus = (typeof FAILURE_STATUSES)[number];

/** The code of an incoming message. */
export const INCOMING = 5;

/** The code of a message that has arrived. */
export const DELIVERED = 7;

/** The codes that a message goes through, in order: "les statuts sont dans l'ordre suivant : 1, 3, 2" (vendor document 4). */
export const STATUS_WALK = [1, 3, 2, 6, DELIVERED] as const;

/** The place in the walk at which the phone has sent the SMS. */
export const SENT_STEP = STATUS_WALK.indexOf(6);

/** The title of a code. */
export function statusTitle(status: number): string {
	return STATUS_TITLES.get(status) ?? 'unknown';
}
