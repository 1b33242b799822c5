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

/** How many more requests are made in a run, at most, to find out which contacts the gateway did not take. */
const MOST_RESAVES = 60;

/** What is left of `MOST_RESAVES`. */
export interface Resaves {
	left: number;
}

export function resavesOfRun(): Resaves {
	return { left: MOST_RESAVES };
}

/** What says of a refusal that it is about the number of a contact. */
const NUMBER_NOT_TAKEN = 'numberNotTaken';

/** What saving needs of the run. */
interface Saving extends Connection {
	isStopped: () => boolean;
	resaves: Resaves;
}

/** What saving again needs, of which the gateway did not take all the first time. */
interface Resaving extends Saving {
	/** What is said of contacts of which it is not found out. */
	notFoundOut: Failure;
}

/**
 * The same for all spellings of a number: the gateway puts a dial code in the place of a leading 0 (vendor document,
 * `recipients`), so that one of them may lack it, and what then remains has at least this many digits. The same also
 * for some other numbers, which costs no more than a request.
 */
export function endingOf(phone: string): string {
	return phone.slice(-NO_NUMBER_DIGITS);
}

/**
 * Saves contacts with `save_contacts`, in as few requests as possible, one after the other: of two contacts with one
 * number and group the later one stays. A number is never twice in a request, however it is written: the gateway would
 * keep one of them only. Never throws.
 *
 * The answer is how many it took (vendor document, `save_contacts`). Where that is less than all, the others are found
 * by saving halves again, which does no harm: about nine more requests for one number among 250.
 *
 * @param resaves how many more requests may be made for that; those that are made are taken off
 * @returns what happened to each contact, in their order. `unknown` may have been saved, and can safely be saved again
 */
export async function saveContacts<C extends NewContact>(
	connection: Connection,
	contacts: C[],
	isStopped: () => boolean = () => false,
	resaves = resavesOfRun(),
): Promise<Array<Reading<C>>> {
	const saving = { ...connection, isStopped, resaves };
	const results: Array<Reading<C>> = [];
	for (const some of inRequests(contacts)) {
		for (const result of await saveTogether(saving, some)) {
			results.push(result);
		}
	}
	return results;
}

function inRequests<C extends NewContact>(contacts: C[]): C[][] {
	const requests: C[][] = [];
	let endings = new Set<string>();
	for (const contact of contacts) {
		const ending = endingOf(contact.phone);
		const open = requests.at(-1);
		if (open === undefined || open.length === MOST_PER_SAVE || endings.has(ending)) {
			requests.push([contact]);
			endings = new Set();
		} else {
			open.push(contact);
		}
		endings.add(ending);
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
	if (!('missing' in saved)) return saved.results;
	const notFoundOut = partlySaved(contacts.length, saved.missing);
	return await sortOut({ ...saving, notFoundOut }, contacts, saved.missing);
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
 * Finds out which contacts of a request the gateway took, by saving them again in parts. Where the numbers of the parts
 * contradict each other, none of them says anything.
 *
 * @param missing how many of them it did not take: some, not all
 */
async function sortOut<C extends NewContact>(
	resaving: Resaving,
	contacts: C[],
	missing: number,
): Promise<Array<Reading<C>>> {
	const half = Math.ceil(contacts.length / 2);
	const second = contacts.slice(half);
	const ofFirst = await saveAgain(resaving, contacts.slice(0, half));
	const fault = ofFirst.find(isUnknown);
	if (fault) return [...ofFirst, ...second.map(() => fault)];
	const left = missing - ofFirst.filter(isNotTaken).length;
	const ofSecond = await resultsOfRest(resaving, second, left);
	const results = [...ofFirst, ...ofSecond];
	const isTrue = results.some(isUnknown) || results.filter(isNotTaken).length === missing;
	return isTrue ? results : contacts.map(() => refusal(resaving.notFoundOut));
}

/** @param missing how many of them the gateway did not take, by the numbers of the other contacts */
async function resultsOfRest<C extends NewContact>(
	resaving: Resaving,
	contacts: C[],
	missing: number,
): Promise<Array<Reading<C>>> {
	if (missing <= 0) return contacts.map((contact) => success(contact));
	return missing < contacts.length
		? await sortOut(resaving, contacts, missing)
		: await saveAgain(resaving, contacts);
}

/** Saves contacts again that may have been saved before, while there are requests left for it. */
async function saveAgain<C extends NewContact>(
	resaving: Resaving,
	contacts: C[],
): Promise<Array<Reading<C>>> {
	const { resaves, notFoundOut } = resaving;
	if (resaves.left <= 0 || resaving.isStopped()) return contacts.map(() => refusal(notFoundOut));
	resaves.left -= 1;
	const saved = await saveAtOnce(resaving, contacts);
	if ('missing' in saved) return await sortOut(resaving, contacts, saved.missing);
	return saved.results.map(unlessSavedBefore);
}

function isUnknown<C>(result: Reading<C>): boolean {
	return !result.ok && !isNotTaken(result);
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

function partlySaved(count: number, missing: number): Failure {
	return {
		message: `${SERVICE} accepted ${count - missing} of ${count} contacts and did not report which it left out.`,
		advice:
			'Check with Contact: Get Many which contacts are missing, correct their Phone, and run the workflow again. Fewer items in a run are found out sooner.',
		outcome: 'unknown',
	};
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
