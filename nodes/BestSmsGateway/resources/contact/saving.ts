import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { Form } from '../../../shared/http/form';
import { numberOrNull } from '../../../shared/record/values';
import { SERVICE } from '../../api/account';
import { isForLackOfContacts } from '../../api/answer';
import { SAVE_CONTACTS } from '../../api/endpoints';
import { CHECK_CONTACT } from '../../api/errors';
import type { Connection } from '../../api/request';
import { callMethod } from '../../api/request';

/** A contact as it goes to the gateway. What is undefined is removed there (fact sheet, section 6). */
export interface NewContact {
	/** Digits only; one that begins with a 0 gets the dial code of the account there. */
	phone: string;
	/** The name of the group; '' for the group “default”. */
	groupId: string;
	firstname?: string;
	lastname?: string;
}

/**
 * How many contacts go into one request. Neither the document nor the script has a limit, but web servers have one for
 * the size of a body, the lowest that is usual being 1 MB (nginx's default). With names and groups of 100 characters of
 * the longest encoding, these stay below it.
 */
export const MOST_PER_SAVE = 250;

/** A number of no more digits is none to the gateway (fact sheet, section 2). */
export const NO_NUMBER_DIGITS = 6;

/** What says of a refusal that it is about the number of a contact. */
const NUMBER_NOT_TAKEN = 'numberNotTaken';

/** What saving needs of the run. */
interface Saving extends Connection {
	isStopped: () => boolean;
}

/**
 * Saves contacts with `save_contacts`, in as few requests as possible, one after the other: of two contacts with one
 * number and group the later one stays. A number is never twice in a request, where the gateway would keep one of them
 * only. Never throws.
 *
 * The answer is how many it took (vendor document, `save_contacts`). Where that is less than all, the others are found
 * by saving halves again, which does no harm: about nine more requests for one number among 250.
 *
 * @returns what happened to each contact, in their order. `unknown` may have been saved, and can safely be saved again
 */
export async function saveContacts<C extends NewContact>(
	connection: Connection,
	contacts: C[],
	isStopped: () => boolean = () => false,
): Promise<Array<Reading<C>>> {
	const results: Array<Reading<C>> = [];
	for (const some of inRequests(contacts)) {
		for (const result of await saveTogether({ ...connection, isStopped }, some)) {
			results.push(result);
		}
	}
	return results;
}

function inRequests<C extends NewContact>(contacts: C[]): C[][] {
	const requests: C[][] = [];
	let numbers = new Set<string>();
	for (const contact of contacts) {
		const open = requests.at(-1);
		if (open === undefined || open.length === MOST_PER_SAVE || numbers.has(contact.phone)) {
			requests.push([contact]);
			numbers = new Set();
		} else {
			open.push(contact);
		}
		numbers.add(contact.phone);
	}
	return requests;
}

/** Saves contacts in one request, and sorts them out where the gateway took only some of them. */
async function saveTogether<C extends NewContact>(
	saving: Saving,
	contacts: C[],
): Promise<Array<Reading<C>>> {
	if (saving.isStopped()) return contacts.map(() => refusal(stopped()));
	const saved = await saveAtOnce(saving, contacts);
	return 'missing' in saved ? await sortOut(saving, contacts, saved.missing) : saved.results;
}

/** What came of contacts that shared a request; of some, how many the gateway did not take: it does not tell which. */
type SavedAtOnce<C> = { results: Array<Reading<C>> } | { missing: number };

/** Saves contacts in one request, in which no number may be twice. Never throws. */
export async function saveAtOnce<C extends NewContact>(
	connection: Connection,
	contacts: C[],
): Promise<SavedAtOnce<C>> {
	const answer = await callMethod(connection, {
		action: SAVE_CONTACTS,
		form: formOf(contacts),
		expects: ['total'],
	});
	if (!answer.ok) {
		const { failure } = answer;
		if (!isForLackOfContacts(failure)) return { results: contacts.map(() => answer) };
		return { results: contacts.map(() => refusal({ ...failure, meaning: NUMBER_NOT_TAKEN })) };
	}
	const total = numberOrNull(answer.value.total) ?? contacts.length;
	const missing = contacts.length - total;
	if (missing <= 0) return { results: contacts.map((contact) => success(contact)) };
	if (missing < contacts.length) return { missing };
	return { results: contacts.map(({ phone }) => refusal(notTaken(phone))) };
}

/**
 * Finds out which contacts of a request the gateway took, by saving them again in parts. What is not told by the
 * numbers of other parts is asked: the gateway also counts one of two where `0809…` and `234809…` are one number, and
 * then the later one of them must be saved last.
 *
 * @param missing how many of them it did not take: some, not all
 */
async function sortOut<C extends NewContact>(
	saving: Saving,
	contacts: C[],
	missing: number,
): Promise<Array<Reading<C>>> {
	const half = Math.ceil(contacts.length / 2);
	const second = contacts.slice(half);
	const ofFirst = (await saveTogether(saving, contacts.slice(0, half))).map(unlessSavedBefore);
	const fault = ofFirst.find((result) => !result.ok && !isNotTaken(result));
	if (fault) return [...ofFirst, ...second.map(() => fault)];
	const left = missing - ofFirst.filter(isNotTaken).length;
	if (left <= 0) return [...ofFirst, ...second.map((contact) => success(contact))];
	const ofSecond =
		left < second.length
			? await sortOut(saving, second, left)
			: (await saveTogether(saving, second)).map(unlessSavedBefore);
	return [...ofFirst, ...ofSecond];
}

function isNotTaken<C>(result: Reading<C>): boolean {
	return !result.ok && result.failure.meaning === NUMBER_NOT_TAKEN;
}

/** What fails when it is saved again may have been saved the first time. */
function unlessSavedBefore<C>(result: Reading<C>): Reading<C> {
	if (result.ok || isNotTaken(result)) return result;
	return refusal({ ...result.failure, outcome: 'unknown' });
}

/** With a group for all where they have the same, else with that of each (vendor document, `group_name`). */
function formOf(contacts: NewContact[]): Form {
	const groups = new Set(contacts.map(({ groupId }) => groupId));
	const isOneGroup = groups.size === 1;
	const rows = contacts.map(({ phone, firstname, lastname, groupId }) => ({
		phone,
		firstname,
		lastname,
		group_name: isOneGroup ? undefined : groupId || undefined,
	}));
	return { contacts: JSON.stringify(rows), group_name: isOneGroup ? [...groups][0] : undefined };
}

function notTaken(phone: string): Failure {
	return {
		message: `${SERVICE} did not accept ${phone} as a phone number.`,
		advice: CHECK_CONTACT,
		meaning: NUMBER_NOT_TAKEN,
		outcome: 'notSent',
	};
}

function stopped(): Failure {
	return {
		message: `The run ended before ${SERVICE} was called.`,
		advice: 'Run the workflow again for the contacts that were not saved.',
		outcome: 'notSent',
		isNotStarted: true,
	};
}
