import type { RecordedRequest } from './requestLog.mts';

/** What tells of a request whether it sends. */
export type SendContent = Pick<RecordedRequest, 'path' | 'query' | 'form' | 'rawBody'>;

/** One SMS that a request asks for, as it writes it. */
export interface AskedSms {
	number: unknown;
	text: unknown;
}
