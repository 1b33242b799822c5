/** One request to the gateway and its response, as they passed the relay. */
export interface Exchange {
	method: string;
	/** Without its query. */
	path: string;
	/** 0 where there was no response. */
	status: number;
	contentType: string;
	body: string;
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ body }: Exchange): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** What is at a path such as `data.data`, in an object; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((inner, name) => {
		if (typeof inner !== 'object' || inner === null) return undefined;
		return Object.entries(inner).find(([key]) => key === name)?.[1];
	}, value);
}

/** The objects in a list, or in an object by ID. */
export function rowsOf(value: unknown): object[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).filter(
		(row): row is object => typeof row === 'object' && row !== null && !Array.isArray(row),
	);
}
