import type { INodeExecutionData } from 'n8n-workflow';

/** A contact as tests name it. */
export interface Person {
	group: string;
	/** Which of the tests' numbers it has. */
	who: number;
	firstName: string;
	lastName: string;
}

/** A row of the list. An empty name is one that is empty by expression. */
export interface Row extends Person {
	/** How its number is spelled; the same for all spellings of one number. */
	spelling: number;
}

/** A contact that is there before the run. */
export interface HeldPerson extends Person {
	/** How the gateway has its number, of all the ways in which it stores numbers; the first way where this is missing. */
	spelling?: number;
}

/** A contact as it is in a group, with its number as the gateway has it. */
export interface ContactNow extends Person {
	phone: string;
}

/** What somebody else does to a group while it is synced. */
export interface WriterAct {
	act: 'add' | 'remove' | 'rename' | 'renumber';
	person: Person;
	/** The number that the contact gets, where it gets another one; nothing is done where the group has it. */
	to: number;
}

/** What goes wrong with the request of this number, counted from when it was told. */
export type Trouble = { at: number } & (
	| { kind: 'tooMany' | 'broken' | 'lostBefore' | 'lostAfter' }
	| { kind: 'writer'; does: WriterAct }
);

/** A run of the node. */
export interface SyncRun {
	rows: Row[];
	removeMissing: boolean;
	mostRemovals: string;
	clearEmptyValues: boolean;
	onlyShowChanges: boolean;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** How often n8n tries it. */
	maxTries: number;
	/** After how many requests the execution is stopped. */
	stopAfter: number;
	/** Which row cannot be read, where there is one. */
	unreadable: number | undefined;
}

export interface SyncResult {
	items: INodeExecutionData[];
	error: Error | undefined;
	/** Whether somebody stopped it, so that nobody sees an output. */
	isStopped: boolean;
}

/** A request that the gateway got. */
export interface SeenRequest {
	kind: 'read' | 'save' | 'remove';
	group: string;
	/** Whom it was about, by the tests' numbers. */
	whom: number[];
	/** Which run made it, as far as that can be told. */
	run: number;
	/** Whether it was carried out. */
	isDone: boolean;
}

/**
 * A gateway that the invariants of a sync are checked at: a model in memory, or a sandbox behind n8n's engine. What a
 * gateway cannot do wrong, it leaves out.
 */
export interface SyncSubject {
	/** Whether its contacts can be removed. */
	removes: boolean;
	/** How many contacts a request may save or remove. */
	most: { added: number; updated: number; removed: number };
	/** Whether those that are added share requests with those that are updated. */
	savesTogether: boolean;
	/** Puts contacts into groups, past the node, in place of what was there. */
	seed(people: HeldPerson[]): void;
	/** The contacts of a group now. */
	held(group: string): ContactNow[];
	misbehave(troubles: Trouble[]): void;
	/** Runs the node, and again where n8n would. Several may run at once. */
	run(plan: SyncRun): Promise<SyncResult>;
	/** The requests since the last call of this. */
	takeRequests(): SeenRequest[];
	/** Calls back after each request, and after each act of somebody else. */
	watch(listener: (by: 'run' | 'writer') => void): void;
}
