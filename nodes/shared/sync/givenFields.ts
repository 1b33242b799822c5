import type { INode } from 'n8n-workflow';
import type { FieldReader } from '../input/fieldReader';
import { isRecord } from '../record/json';
import type { ContactValues, FieldValue } from './contact';

/**
 * The fields of a contact as an item gives them. Undefined stands for a field that is left as it is: one that nobody
 * filled in or added, and one that is empty by expression, unless the user wants empty values to clear it (null).
 */
export class GivenFields {
	private readonly node: INode;
	private readonly fields: FieldReader;
	private readonly clearsEmpty: boolean;

	constructor(node: INode, fields: FieldReader, clearsEmpty: boolean) {
		this.node = node;
		this.fields = fields;
		this.clearsEmpty = clearsEmpty;
	}

	/** Text without spaces around it. */
	text(path: string, displayName: string, longest?: number): string | null | undefined {
		return this.value(path, (value) => this.fields.trimmedText(value, displayName, longest));
	}

	/**
	 * A field of any kind.
	 *
	 * @param path the parameter's name, or that of a collection and the field in it, e.g. "additionalFields.birthday"
	 * @param read undefined where the value is empty; throws NodeOperationError where it cannot be used
	 */
	value<T extends FieldValue>(
		path: string,
		read: (value: unknown) => T | undefined,
	): T | null | undefined {
		if (!this.isGiven(path)) return undefined;
		return this.orCleared(read(this.fields.value(path)));
	}

	/** What a field that is given holds; undefined where it is empty. */
	orCleared<T extends FieldValue>(value: T | undefined): T | null | undefined {
		return value ?? (this.clearsEmpty ? null : undefined);
	}

	/** A field outside a collection is always there, and counts once it is filled in; one in a collection was added. */
	private isGiven(path: string): boolean {
		const [name = '', inner] = path.split('.');
		const entered = this.node.parameters[name];
		if (inner === undefined) return entered !== undefined && entered !== '';
		return isRecord(entered) && inner in entered;
	}
}

/** The fields that are given, of all that may be. */
export function givenValues(
	fields: Readonly<Record<string, FieldValue | undefined>>,
): ContactValues {
	const given: Record<string, FieldValue> = {};
	for (const [name, value] of Object.entries(fields)) if (value !== undefined) given[name] = value;
	return given;
}
