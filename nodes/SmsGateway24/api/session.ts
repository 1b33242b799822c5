import { createHash } from 'crypto';
import type { Reading } from '../../shared/failure/failure';
import type { Account } from './account';

/** A log-in that is under way or done. */
interface Session {
	token: Promise<Reading<string>>;
	/** When it took the place of a refused one, in milliseconds since 1970. */
	renewedAt?: number;
}

/** A new token that is refused within this time would only be followed by the same one. */
const RENEWAL_INTERVAL_MS = 60_000;

/**
 * Sessions of this process, under a hash of the account that they belong to, so that all items and
 * later runs share one log-in. Nothing of it is stored.
 */
const sessions = new Map<string, Session>();

/**
 * Runs a request with the session token of an account that logs in with email and password. When
 * SmsGateway24 seems to refuse the token, a new one is fetched, and the request made again if that can do no harm:
 * how an answer speaks of a token is not documented, and what it says may be about something else. What changes
 * something is only made again after a sentence that means that nothing was done (inferred, see `errors.ts`).
 *
 * n8n's own `preAuthentication` renews a token only after HTTP 401, which this vendor does not
 * answer (fact sheet, section 1).
 *
 * @param isRead whether the request changes nothing
 */
export async function withSession<T>(
	account: Account,
	logIn: () => Promise<Reading<string>>,
	request: (token: string) => Promise<Reading<T>>,
	isRead: boolean,
): Promise<Reading<T>> {
	const key = keyOf(account);
	const { session, token } = await tokenFor(key, logIn);
	if (!token.ok) return token;
	const reading = await request(token.value);
	if (reading.ok || !isAboutCredential(reading)) return reading;

	// Of many requests that were refused with the same token, the first one renews it for all.
	if (sessions.get(key) === session) {
		const { renewedAt } = session;
		if (renewedAt !== undefined && Date.now() - renewedAt < RENEWAL_INTERVAL_MS) return reading;
		startSession(key, logIn, Date.now());
	}
	if (!isRead && reading.failure.outcome !== 'notSent') return reading;
	const renewed = await tokenFor(key, logIn);
	return renewed.token.ok ? await request(renewed.token.value) : renewed.token;
}

async function tokenFor(
	key: string,
	logIn: () => Promise<Reading<string>>,
): Promise<{ session: Session; token: Reading<string> }> {
	const shared = sessions.get(key);
	if (shared) {
		const token = await shared.token;
		// What stopped somebody else's log-in, such as their time-out, need not stop this one.
		if (token.ok || isAboutCredential(token)) return { session: shared, token };
	}
	const session = sessions.get(key) ?? startSession(key, logIn);
	return { session, token: await session.token };
}

function startSession(
	key: string,
	logIn: () => Promise<Reading<string>>,
	renewedAt?: number,
): Session {
	const session: Session = { token: logIn(), renewedAt };
	sessions.set(key, session);
	const forget = () => {
		if (sessions.get(key) === session) sessions.delete(key);
	};
	session.token.then((token) => token.ok || forget(), forget);
	return session;
}

function isAboutCredential(reading: Reading<unknown>): boolean {
	return !reading.ok && reading.failure.cause === 'credential-invalid';
}

function keyOf({ baseUrl, login }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, login?.email, login?.password]))
		.digest('hex');
}
