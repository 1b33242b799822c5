import { field, listOf, parse } from '../readJson.mts';
import type { AskedSms, SendContent } from '../sends.mts';

/** The SMS that a request asks for (fact sheet 3.1); none where it does something else. @throws SyntaxError */
export function sendsIn({ path, rawBody }: SendContent): AskedSms[] {
	if (!path.endsWith('/message/send')) return [];
	return listOf(parse(rawBody)).flatMap((message) =>
		listOf(field(message, 'to')).map((number) => ({ number, text: field(message, 'message') })),
	);
}
