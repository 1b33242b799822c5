import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';

/** All that a request says, decoded. */
export function saidIn({ url, form, rawBody }: RecordedRequest): string {
	const values = Object.values(form);
	return [decodeURIComponent(url), ...(values.length > 0 ? values : [rawBody])].join('\n');
}
