import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../n8n/workshop.mts';
import type { LiveCheck } from './liveCheck.mts';

/** All words that stand as code in the fact sheet of a gateway, the names of fields among them, and those of its points. */
export async function fieldNames({ word, steps }: LiveCheck): Promise<ReadonlySet<string>> {
	const sheet = await readFile(join(repository, 'docs/vendors', `${word}.md`), 'utf8');
	const code = sheet.match(/`[^`]+`/g) ?? [];
	const expected = steps.flatMap(({ points }) => points.map((point) => point.expected));
	return new Set([...code, ...expected].flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
}
