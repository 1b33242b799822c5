import { NodeOperationError } from 'n8n-workflow';
import { FieldReader } from '../../nodes/shared/input/fieldReader.ts';
import { ANY_NODE } from './anyNode.mts';

/** Reads the fields of item 4, whose Additional Fields are these. */
export function readAdditionalFields<T>(
	additionalFields: Record<string, unknown>,
	read: (fields: FieldReader) => T,
): T {
	const parameter = (name: string, fallback?: unknown) =>
		name === 'additionalFields' ? additionalFields : fallback;
	return read(new FieldReader(ANY_NODE, 4, parameter));
}

/** The sentence and the advice with which fields are refused; undefined where they are not. */
export function refusalOf(action: () => unknown): string[] | undefined {
	try {
		action();
	} catch (error) {
		if (error instanceof NodeOperationError) return [error.message, error.description ?? ''];
		throw error;
	}
	return undefined;
}
