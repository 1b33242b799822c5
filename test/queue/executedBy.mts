import type { Instance } from '../../lab/n8n/instance.mts';
import { logLines } from '../../lab/n8n/logFile.mts';

/** The ids of the executions that a worker has started, as its log tells. */
export async function executedBy({ logFile }: Instance): Promise<Set<string>> {
	const lines = await logLines(logFile);
	return new Set(lines.flatMap((line) => /Worker started execution (\d+)/.exec(line)?.[1] ?? []));
}
