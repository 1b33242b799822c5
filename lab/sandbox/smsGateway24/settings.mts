/** What the documents leave open or show in more than one way, for a test to choose. */
export interface SmsGateway24Settings {
	/**
	 * Whether `gettoken` answers with the same token each time. When false, it makes a new one that ends the old one.
	 * Fact sheet 1, token lifetime: not documented.
	 */
	sameTokenEachTime: boolean;
	/** How dates name their zone: 3 by name, 1 by offset. Fact sheet 1.3. */
	timezoneType: 1 | 3;
	/** Zone of the dates of `getallsms` (unless its `timezone` says otherwise) and `getdevicestatus`. Fact sheet 1.3. */
	messagesZone: string;
	/** Zone of the dates of `getalldevices`. Vendor document 8. */
	devicesZone: string;
	/** What `smss` and `device` are without any row. Fact sheet 1.4, inferred. */
	emptyShape: '[]' | '{}' | 'null' | 'missing';
	/**
	 * How the successes of `getallsms` and `getalldevices` carry `error`: the samples of vendor document 4 and 8 have
	 * none, while fact sheet 2.5 shows a 0.
	 */
	errorKey: 'number' | 'string' | 'missing';
	/** Whether rows of `getallsms` have `sim`: in 2021 they had, in 2023 not. Fact sheet 1.4. */
	rowsCarrySim: boolean;
	/**
	 * Whether rows of `getallsms` say when the phone sent the SMS. Fact sheet 2.5 allows a date; the sample in vendor
	 * document 4 has null even for a delivered one.
	 */
	rowsCarrySentTime: boolean;
	/** What `timetosend` is in a row that was sent without one: null in 2023, equal to `created` in 2021. Fact sheet 1.4. */
	unsetTimeToSend: 'null' | 'created';
	/** Content type of the answers. Fact sheet 1: not documented. */
	contentType: string;
	/** Milliseconds that the device must be online between two statuses of a message. */
	statusStepMs: number;
	/**
	 * How many rows a response to `getallsms` has at most; `count` says how many there are. Fact sheet 2.5: not
	 * documented; 7.4: fewer rows than `count` mean that the answer was capped.
	 */
	mostRows: number;
	/** Which rows a capped answer has: those with the lowest ids, or with the highest. Not documented. */
	cappedTo: 'oldest' | 'newest';
	/** With more rows than this, `getallsms` fails as PHP does that runs out of memory. Not documented. */
	failsAboveRows: number;
}

/** The settings that a sandbox starts with. */
export function defaultSettings(): SmsGateway24Settings {
	return {
		sameTokenEachTime: true,
		timezoneType: 3,
		messagesZone: 'Europe/Paris',
		devicesZone: 'UTC',
		emptyShape: '[]',
		errorKey: 'missing',
		rowsCarrySim: true,
		rowsCarrySentTime: true,
		unsetTimeToSend: 'null',
		contentType: 'application/json',
		statusStepMs: 2000,
		mostRows: Infinity,
		cappedTo: 'oldest',
		failsAboveRows: Infinity,
	};
}
