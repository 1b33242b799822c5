import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { checkSync } from './invariants.mts';
import type { ModelTraits } from './modelGateway.mts';
import { modelSubject } from './modelSubject.mts';
import { scenarios } from './scenarios.mts';

const MODELS: Array<ModelTraits & { title: string }> = [
	{
		title: 'one request per contact, in pages',
		most: { added: 1, updated: 1, removed: 1 },
		savesTogether: false,
		replaces: false,
		removes: true,
		listsGroups: true,
		perPage: 3,
	},
	{
		title: 'a save of many that replaces',
		most: { added: 4, updated: 4, removed: 3 },
		savesTogether: true,
		replaces: true,
		removes: true,
		listsGroups: true,
		perPage: 4,
		maxConcurrency: 1,
	},
	{
		title: 'a list of the account, and no removal',
		most: { added: 5, updated: 1, removed: 1 },
		savesTogether: false,
		replaces: false,
		removes: false,
		listsGroups: false,
		perPage: 4,
	},
];

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it.each(MODELS)('brings groups to lists, whatever goes wrong: $title', async (traits) => {
	await fc.assert(
		fc.asyncProperty(
			scenarios({ holdsTwice: !traits.replaces }),
			fc.scheduler(),
			async (scenario, scheduler) => {
				const subject = modelSubject(traits, scheduler);
				await checkSync(subject, scenario);
				expect(subject.gateway.mostInFlight).toBeLessThanOrEqual(
					Math.min(10, traits.maxConcurrency ?? 10) * (scenario.isTwice ? 2 : 1),
				);
			},
		),
		{ numRuns: 500 },
	);
});
