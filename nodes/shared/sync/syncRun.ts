import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Failure, Reading } from '../failure/failure';
import { refusal, success, toNodeApiError } from '../failure/failure';
import { addToSentence, attempt } from '../failure/thrown';
import type { RequestOptions } from '../http/requestOptions';
import { readRequestOptions } from '../http/requestOptions';
import { Gate } from '../operations/gate';
import { inTurnAt } from '../operations/inTurn';
import { itemRanges } from '../sending/itemRanges';
import type { ContactOutcome } from './contactOutcome';
import { summaryOf } from './contactOutcome';
import { planGroup } from './groupPlan';
import { readGroups } from './groupReading';
import { decideRemovals } from './groupRemovals';
import type { GroupSync } from './groupSync';
import { carryOut } from './groupSync';
import type { ListedGroup } from './listedGroups';
import { findGroups } from './listedGroups';
import type { ListedItem } from './listedItems';
import { readItems } from './listedItems';
import { outcomesOf } from './outcomesOf';
import { addedBesideInWords } from './spelledNumbers';
import type { Asking, GroupContents, SyncAdapter } from './syncAdapter';
import type { SyncContext } from './syncContext';
import { itemOf, unreadItemOf } from './syncOutput';

const MOST_AT_ONCE = 10;

/**
 * Brings groups to the lists in the input items: reads each group once, compares, and writes only what differs; nothing
 * before every item and every group was read, and removals last.
 *
 * @returns one output item per contact, each linked to its input item; those that are in no item to the first one of
 * their group
 * @throws NodeOperationError or NodeApiError for the failed item that matters most, unless the node continues on fail
 */
export async function runSync(
	context: SyncContext,
	createAdapter: () => Promise<SyncAdapter>,
): Promise<INodeExecutionData[]> {
	const { node, continueOnFail } = context;
	const adapter = await attempt(createAdapter);
	if (adapter instanceof Error) return failAll(context, adapter);
	const options = await attempt(() => readOptions(context));
	if (options instanceof Error) return failAll(context, options);

	const items = await readItems(context, adapter);
	const unread = [...items].flatMap(([itemIndex, item]) =>
		item instanceof Error ? [{ itemIndex, error: item }] : [],
	);
	const [firstUnread] = unread;
	if (firstUnread && !continueOnFail) {
		addToSentence(firstUnread.error, 'Nothing was changed for any item.');
		throw firstUnread.error;
	}
	const listed = [...items.values()].filter((item): item is ListedItem => !(item instanceof Error));
	const objection = objectionTo(listed, context);
	if (objection) return failAll(context, objection);

	const asking = askingOf(context, adapter, options);
	const { groups, notFound } = await findGroups(listed, adapter, asking);
	const groupIds = groups.map(({ id }) => id);
	const contents = await readGroups(groupIds, adapter, asking);
	const unreadIndexes = unread.map(({ itemIndex }) => itemIndex);
	const blockedBy = whyNoRemovals(unreadIndexes, [...notFound.keys()], [...contents.values()]);
	const failures = new Map(notFound);
	const syncs: GroupSync[] = [];
	for (const group of groups) {
		const sync = planOf(group, contents.get(group.id), { adapter, context, blockedBy });
		if (sync.ok) syncs.push(sync.value);
		else for (const { itemIndex } of group.list) failures.set(itemIndex, sync.failure);
	}
	const [firstFailure] = failures;
	if (firstFailure && !continueOnFail) throw toNodeApiError(node, firstFailure[1], firstFailure[0]);

	await carryOut(
		syncs.filter(({ group }) => !group.settings.onlyShowChanges),
		{ adapter, asking, writing: { context, options } },
	);
	const outcomes = [
		...syncs.flatMap((sync) => outcomesOf(sync, context.past.get(sync.group.key))),
		...listed.flatMap((item) => failedAsAWhole(item, failures)),
	];
	if (!continueOnFail) throwMostSevere(outcomes, context);
	showSummary(syncs, outcomes, unread.length, context);
	for (const notice of adapter.notices?.() ?? []) context.showHint?.(notice, 'warning');

	const hidesUnchanged = new Set(
		listed.flatMap(({ showsUnchanged, wanted }) => (showsUnchanged ? [] : [wanted.itemIndex])),
	);
	const shown = outcomes.filter(
		({ change, itemIndex }) => change !== 'unchanged' || !hidesUnchanged.has(itemIndex),
	);
	return inOrderOfItems([
		...unread.map(({ itemIndex, error }) => ({
			rank: itemIndex,
			item: unreadItemOf(node, error, itemIndex),
		})),
		...shown.map((outcome) => ({
			rank: outcome.isListed ? outcome.itemIndex : Infinity,
			item: itemOf(node, outcome, adapter),
		})),
	]);
}

/** Those that are in no item come last. */
function inOrderOfItems(
	ranked: Array<{ rank: number; item: INodeExecutionData }>,
): INodeExecutionData[] {
	return ranked
		.sort((one, other) => (one.rank === other.rank ? 0 : one.rank - other.rank))
		.map(({ item }) => item);
}

function failAll(
	{ node, itemIndexes, continueOnFail }: SyncContext,
	error: Error,
): INodeExecutionData[] {
	if (!continueOnFail) throw error;
	return itemIndexes.map((itemIndex) => unreadItemOf(node, error, itemIndex));
}

function readOptions({ node, itemIndexes, parametersOf }: SyncContext): RequestOptions {
	return readRequestOptions(node, parametersOf(itemIndexes[0] ?? 0)('requestOptions', {}));
}

function askingOf(
	context: SyncContext,
	{ maxConcurrency = Infinity }: SyncAdapter,
	{ http }: RequestOptions,
): Asking {
	const gate = new Gate(Math.min(MOST_AT_ONCE, maxConcurrency), () => context.isStopped());
	return { http, inTurn: inTurnAt(gate) };
}

/** Why nothing is done for any item, where that is so. */
function objectionTo(
	items: readonly ListedItem[],
	{ node, mayOnlyShow, partialInput }: SyncContext,
): NodeOperationError | undefined {
	if (mayOnlyShow && items.some(({ settings }) => !settings.onlyShowChanges)) {
		return new NodeOperationError(
			node,
			'An AI agent can use Sync Group only with Only Show Changes. Nothing was changed.',
			{
				description:
					'Turn on Only Show Changes in this tool, or turn on Allow Changes by AI Agents there if the agent may change groups.',
			},
		);
	}
	if (node.executeOnce === true && items.some(({ settings }) => settings.removeMissing)) {
		return new NodeOperationError(
			node,
			'Execute Once is on, so this node gets only the first item, and everybody else would be removed from the group. Nothing was changed.',
			{
				description:
					'Turn off Execute Once in the settings of this node, or turn off Remove Contacts Not in the Input.',
			},
		);
	}
	const isSomeToRemove = items.some(
		({ settings }) => settings.removeMissing && !settings.onlyShowChanges,
	);
	if (partialInput && isSomeToRemove) {
		return new NodeOperationError(
			node,
			`${partialInput.why}, so this run may have only a part of the items, and everybody else would be removed from the group. Nothing was changed in this run.`,
			{ description: partialInput.advice },
		);
	}
	return undefined;
}

/** Why no contact may be removed in a run, where that is so: somebody may be in the list who was not seen there. */
function whyNoRemovals(
	unreadItems: number[],
	itemsWithoutGroup: number[],
	contents: ReadonlyArray<Reading<GroupContents>>,
): string | undefined {
	if (unreadItems.length > 0) {
		const items = unreadItems.length === 1 ? 'item' : 'items';
		return `${items} ${itemRanges(unreadItems)} could not be read and may be anybody in the group`;
	}
	if (itemsWithoutGroup.length > 0) {
		const ofItems =
			itemsWithoutGroup.length === 1 ? 'the group of item' : 'the group of each of the items';
		return `${ofItems} ${itemRanges(itemsWithoutGroup)} was not found`;
	}
	if (contents.some((reading) => !reading.ok)) {
		return 'the contacts of a group could not be read to the end';
	}
	if (contents.some((reading) => reading.ok && !reading.value.isWhole)) {
		return 'a group changed each time its contacts were read';
	}
	return undefined;
}

function planOf(
	group: ListedGroup,
	contents: Reading<GroupContents> | undefined,
	run: { adapter: SyncAdapter; context: SyncContext; blockedBy: string | undefined },
): Reading<GroupSync> {
	if (contents === undefined) return refusal(NOT_READ);
	if (!contents.ok) return contents;
	const { contacts } = contents.value;
	const { adapter, context, blockedBy } = run;
	const { onlyShowChanges } = group.settings;
	const settings = {
		...group.settings,
		removeMissing: group.settings.removeMissing && adapter.removals !== undefined,
	};
	const plan = planGroup(contacts, group.list, adapter.defaultCountryCode);
	const removals = decideRemovals(
		{ ...group, settings },
		plan,
		contacts.length,
		context.past.get(group.key),
		blockedBy,
	);
	const sync = { group, plan, savings: new Map(), removing: new Map() };
	if (removals.ok) return success({ ...sync, removals: removals.value });
	if (!onlyShowChanges) return removals;
	const { message } = removals.failure;
	context.showHint?.(
		`${message} Without Only Show Changes, this would end with an error.`,
		'warning',
	);
	return success({ ...sync, removals: { contacts: plan.removable } });
}

/** What came of an item whose group could not be synced at all. */
function failedAsAWhole(
	{ wanted, group }: ListedItem,
	failures: ReadonlyMap<number, Failure>,
): ContactOutcome[] {
	const { itemIndex, phone, values } = wanted;
	const failure = failures.get(itemIndex);
	if (failure === undefined) return [];
	const groupId = 'id' in group ? group.id : group.name;
	return [
		{ change: 'failed', isListed: true, itemIndex, groupId, id: null, phone, values, failure },
	];
}

/** Throws for the failed contact that the user must know of first: one of which it is not known what came of it. */
function throwMostSevere(outcomes: readonly ContactOutcome[], { node }: SyncContext): void {
	const failed = outcomes.flatMap(({ failure, itemIndex }) =>
		failure ? [{ failure, itemIndex }] : [],
	);
	const decisive =
		failed.find(({ failure }) => failure.outcome === 'unknown') ??
		failed.find(({ failure }) => !failure.isNotStarted) ??
		failed[0];
	if (decisive === undefined) return;
	const { failure, itemIndex } = decisive;
	const advice = `${failure.advice} In this run: ${summaryOf(outcomes)}.`.trimStart();
	throw toNodeApiError(node, { ...failure, advice }, itemIndex);
}

/** Sums up beside the output. */
function showSummary(
	syncs: readonly GroupSync[],
	outcomes: readonly ContactOutcome[],
	unread: number,
	{ showHint }: SyncContext,
): void {
	const all = [
		...outcomes,
		...Array.from({ length: unread }, () => ({ change: 'failed' as const })),
	];
	const isOnlyShown =
		syncs.length > 0 && syncs.every(({ group }) => group.settings.onlyShowChanges);
	const summary = `${summaryOf(all)}.`;
	showHint?.(isOnlyShown ? `Nothing was changed. The differences: ${summary}` : summary, 'info');
	const addedBeside = addedBesideInWords(
		syncs.map(({ plan }) => plan),
		isOnlyShown,
	);
	if (addedBeside !== undefined) showHint?.(addedBeside, 'warning');
	const whyNot = syncs.find(
		({ removals, plan }) => removals.whyNot !== undefined && plan.removable.length > 0,
	)?.removals.whyNot;
	if (whyNot !== undefined) showHint?.(`No contact was removed, because ${whyNot}.`, 'warning');
}

const NOT_READ: Failure = {
	message: 'The contacts of this group were not read.',
	advice: 'Run the workflow again.',
	outcome: 'notSent',
};
