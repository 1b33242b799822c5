/**
 * Reads a parameter of one input item, with expressions resolved.
 *
 * @throws n8n's expression error where an expression cannot be resolved and there is no fallback
 */
export type ParameterReader = (
	name: string,
	fallback?: unknown,
	options?: { extractValue?: boolean },
) => unknown;
