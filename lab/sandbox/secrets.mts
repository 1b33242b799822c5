const MASK = '••••••';

/** Names of headers, fields and parameters whose values are secret. */
const NAMES =
	'authorization|cookie|x-client-secret|client[-_]?secret|token|api[-_]?token|api[-_]?key|pass|password|sub_account_pass';

const IN_FORM = new RegExp(`((?:^|[&?])(?:${NAMES})=)[^&\\s]*`, 'gi');
const IN_JSON = new RegExp(`("(?:${NAMES})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi');
const IN_ESCAPED_JSON = new RegExp(
	`(%22(?:${NAMES})%22(?:%20|\\+)*%3A(?:%20|\\+)*%22).*?(?=%22)`,
	'gi',
);
const IN_MULTIPART = new RegExp(
	`(name="(?:${NAMES})"\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n)[^\\r\\n]*`,
	'gi',
);
const HEADER = new RegExp(`^(?:${NAMES})$`, 'i');

/** A body or a query without its secrets, which are replaced by dots. */
export function withoutSecrets(text: string): string {
	return [IN_FORM, IN_JSON, IN_ESCAPED_JSON, IN_MULTIPART].reduce(
		(soFar, pattern) => soFar.replace(pattern, `$1${MASK}`),
		text,
	);
}

/** Headers without their secrets. */
export function headersWithoutSecrets(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, HEADER.test(name) ? MASK : value]),
	);
}
