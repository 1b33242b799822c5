/** The request for one SMS, as our Send makes it, in a form that every way of sending can make. */
export interface SingleSms {
	/** Below the credential's base URL. */
	path: string;
	encoding: 'form' | 'json';
	/** The fields of the body that are the same for all messages. */
	constants: Record<string, string>;
	numberField: string;
	textField: string;
	/** What the credential adds. */
	signatureOf(credential: Record<string, unknown>): {
		headers?: Record<string, string>;
		fields?: Record<string, string>;
	};
}

/** The headers of the request, without those of the credential. */
export function headersOf({ encoding }: SingleSms): Record<string, string> {
	const isForm = encoding === 'form';
	return {
		accept: 'application/json',
		'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
	};
}
