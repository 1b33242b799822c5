/** The fields of a form; what is undefined is left out. */
export type Form = Record<string, string | undefined>;

/** Writes a form as the body of a POST request. */
export function encodeForm(form: Form): URLSearchParams {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) {
		if (value !== undefined) body.set(name, value);
	}
	return body;
}
