/** An HTTP answer with a JSON body. */
export interface Answer {
	status: number;
	body: Record<string, unknown>;
}

/** What the addresses in a page begin with: the server's own idea of itself, which may be wrong (fact sheet 6, inferred). */
export const PAGE_LINK_ORIGIN = 'http://app.invalid';

/** What real answers have: `message` beside the documented two (recorded). */
export function success(data: unknown, message: string | null = null): Answer {
	return { status: 200, body: { status: 'success', message, data } };
}

/** The app's own refusal (vendor document, "an error object"), whose default code is 404 (fact sheet 16.1). */
export class Refused extends Error {
	readonly status: number;

	constructor(message: string, status = 404) {
		super(message);
		this.status = status;
	}
}

/** What an exception is about, with the code that it has at a host with codes (fact sheet 16.1, bepomsg). */
const EXCEPTION_CODES = {
	unauthenticated: 401,
	unauthorized: 403,
	noRecord: 404,
	noRoute: 404,
	wrongMethod: 405,
	validation: 422,
	tooManyAttempts: 429,
	php: 500,
} as const;

/** What Laravel throws, which the app turns into HTTP 200 with the sentence (fact sheet 16.1). */
export class Exception extends Error {
	readonly code: number;

	constructor(kind: keyof typeof EXCEPTION_CODES, message: string) {
		super(message);
		this.code = EXCEPTION_CODES[kind];
	}
}
