import { field, parse, split } from '../readJson.mts';
import type { AskedSms, SendContent } from '../sends.mts';

/** The SMS that a request asks for (vendor document, third part); none where it does something else. @throws SyntaxError */
export function sendsIn({ path, rawBody }: SendContent): AskedSms[] {
	if (!path.endsWith('/sms/send')) return [];
	const body = parse(rawBody);
	const text = field(body, 'message');
	return split(field(body, 'recipient')).map((number) => ({ number, text }));
}
