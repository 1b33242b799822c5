import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FieldReader } from '../../nodes/shared/input/fieldReader.ts';

const node: INode = {
	id: '1',
	name: 'SMS',
	type: 'sms',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Reads the fields of item 4, whose Additional Fields are these. */
export function readAdditionalFields<T>(
	additionalFields: Record<string, unknown>,
	read: (fields: FieldReader) => T,
): T {
	const parameter = (name: string, fallback?: unknown) =>
		name === 'additionalFields' ? additionalFields : fallback;
	return read(new FieldReader(node, 4, parameter));
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
