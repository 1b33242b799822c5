import type { INodeParameters } from 'n8n-workflow';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { NodeRun } from '../engine/engine.mts';
import type { SeenRequest, SyncRun, SyncSubject } from './subject.mts';

/** A contact in a sandbox. */
interface HeldRow {
	id: string;
	/** Digits. */
	phone: string;
	firstName: string;
	lastName: string;
}

/**
 * A gateway whose Sync Group is checked in n8n's engine at its sandbox: how to seed a group, read it past the node, and
 * understand what the node asked.
 */
export interface SyncGateway extends Pick<SyncSubject, 'removes' | 'most' | 'savesTogether'> {
	title: string;
	/** The type of its node. */
	type: string;
	/** Whether a group may hold two contacts with one number. */
	holdsTwice: boolean;
	/**
	 * Set where an update carries the number too, so that it undoes what somebody else has just made of it. The tests then
	 * change no number that is in the list.
	 */
	carriesNumber?: true;
	/** How many people there may be, where it takes more of them to fill a page. */
	mostPeople?: number;
	/** How often it is checked, where that is not as often as others. */
	runs?: number;
	/** Set where no way to empty a field is known, so that Sync Group has no Empty Values Clear. */
	clears?: false;
	credentials(sandbox: Sandbox): NodeRun['credentials'];
	/**
	 * What Sync Group needs besides the common fields. Items have `group` (its id), `phone`, `firstName` and `lastName`.
	 */
	parameters: INodeParameters;
	/** Number `who` of the tests, in digits with the country code. */
	number(who: number): string;
	/** How else it may have stored such a number before, which the Default Country Code makes out. */
	heldSpellings?: ReadonlyArray<(number: string) => string>;
	/** Empties the account, makes groups, and returns their ids. */
	prepare(sandbox: Sandbox, groups: readonly string[]): string[];
	held(sandbox: Sandbox, groupId: string): HeldRow[];
	/** Puts a contact into a group as somebody else would. */
	add(sandbox: Sandbox, groupId: string, row: Omit<HeldRow, 'id'>): void;
	remove(sandbox: Sandbox, groupId: string, id: string): void;
	/** Changes a contact in its place. */
	change(sandbox: Sandbox, groupId: string, id: string, changes: Omit<HeldRow, 'id'>): void;
	/** What a request was for; the contacts by their ids or numbers, and the group by its id. */
	seen(request: RecordedRequest): Pick<SeenRequest, 'kind' | 'group'> & { contacts: string[] };
}

/** The fields of all nodes, from the items. */
export function fieldsOf(run: SyncRun): INodeParameters {
	const { removeMissing, onlyShowChanges, mostRemovals, clearEmptyValues } = run;
	return {
		resource: 'contact',
		operation: 'syncGroup',
		groupId: { __rl: true, mode: 'id', value: '={{ $json.group }}' },
		phone: '={{ $json.phone }}',
		firstName: '={{ $json.firstName }}',
		lastName: '={{ $json.lastName }}',
		removeMissing,
		onlyShowChanges,
		options: { mostRemovals, clearEmptyValues },
	};
}
