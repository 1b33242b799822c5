import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAVED_GATEWAYS, nameNow, requestsOf, type SavedRun } from './savedRun.mts';

const VERSIONS = readdirSync(import.meta.dirname, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

const cases = VERSIONS.flatMap((version) =>
	SAVED_GATEWAYS.map((gateway) => ({ version, gateway })),
);

function savedBy(version: string, gateway: string): SavedRun[] {
	const text = readFileSync(join(import.meta.dirname, version, `${gateway}.json`), 'utf8');
	// The recorder has written it.
	return JSON.parse(text) as SavedRun[];
}

it.each(cases)('what $version saved asks $gateway.title the same', async ({ version, gateway }) => {
	const saved = savedBy(version, gateway.name);
	expect(saved.length).toBeGreaterThan(9);
	expect(saved.filter(({ changed }) => changed?.because === '')).toEqual([]);
	const now = await requestsOf(saved, gateway, nameNow);
	const named = saved.map(({ parameters: { resource, operation } }) => ({ resource, operation }));
	expect(named.map((name, index) => ({ ...name, requests: now[index] }))).toEqual(
		named.map((name, index) => ({
			...name,
			requests: saved[index]?.changed?.requests ?? saved[index]?.requests,
		})),
	);
});
