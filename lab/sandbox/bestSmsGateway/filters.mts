import type { Account } from './accounts.mts';
import { areSame, numberIn } from './database.mts';
import type { Message } from './messages.mts';
import type { Parameters } from './parameters.mts';
import { DatabaseFailure } from './refusal.mts';
import { searchFor } from './search.mts';
import { readTime } from './times.mts';
import { SERVER_ZONE } from './zones.mts';

/** What the server adds to every `end_date`, even to one with a time (fact sheet 1.3). */
const REST_OF_DAY = 86_399;

/** The filters of `stop_sms`, `delete_sms` and `get_total_units`, in the order of the refusal that lists them. */
export const FILTERS = [
	'batch_id',
	'sms_id',
	'sms_ids',
	'type',
	'recipient',
	'sender_id',
	'stage',
	'start_date',
	'end_date',
] as const;

/** The filters of `fetch_sms`, with the page, as the answer repeats them. */
export const FETCH_FILTERS = [...FILTERS, 'search_term', 'p'] as const;

type Filter = (typeof FETCH_FILTERS)[number];

/**
 * Makes a test of whether the account has a message and these filters of the request choose it. Blank ones choose all
 * (fact sheet 3).
 *
 * @throws DatabaseFailure for a `start_date` that cannot be read (recorded: "fetch date bad"), and for a search without
 * words
 */
export function chosenBy(
	parameters: Parameters,
	names: readonly Filter[],
	account: Account,
	now: Date,
): (message: Message) => boolean {
	const text = (name: Filter) => (names.includes(name) ? parameters.text(name) : '');
	const term = text('search_term');
	// A term in the form of a batch id is one (fact sheet 3).
	const isBatch = /^\s*\d+_\d+_\d+\s*$/.test(term);
	const batchId = isBatch ? term.trim() : text('batch_id');
	const matches = term === '' || isBatch ? () => true : searchFor(term);
	const ids =
		text('sms_ids') === '' ? undefined : new Set(text('sms_ids').split(',').map(numberIn));
	const [id, type, recipient, sender, stage] = [
		text('sms_id'),
		text('type'),
		text('recipient'),
		text('sender_id'),
		text('stage'),
	];
	const timeOf = (name: Filter) => readTime(text(name), SERVER_ZONE, now);
	const start = timeOf('start_date');
	if (start === undefined && text('start_date') !== '') {
		throw new DatabaseFailure('The start has no time');
	}
	// What cannot be read is the beginning of 1970 (recorded: "fetch date bad end").
	const end = text('end_date') === '' ? undefined : (timeOf('end_date') ?? 0);
	return (message) =>
		message.accountId === account.id &&
		!message.deleted &&
		(batchId === '' || areSame(message.batchId, batchId)) &&
		(id === '' || message.id === numberIn(id)) &&
		(ids === undefined || ids.has(message.id)) &&
		isInStage(message.status, stage) &&
		(type === '' || message.type === numberIn(type)) &&
		(recipient === '' || areSame(message.recipient, recipient)) &&
		(sender === '' || areSame(message.sender, sender)) &&
		(start === undefined || message.submitted >= start) &&
		(end === undefined || message.submitted <= end + REST_OF_DAY) &&
		matches([message.text, message.recipient, message.sender]);
}

/** `sent` is everything above 0 (fact sheet 1.2); an unknown stage is all (recorded: "fetch stage bad"). */
function isInStage(status: number, stage: string): boolean {
	switch (stage) {
		case 'pending':
			return status === 0;
		case 'sent':
			return status > 0;
		case 'failed':
			return status < 0;
		default:
			return true;
	}
}
