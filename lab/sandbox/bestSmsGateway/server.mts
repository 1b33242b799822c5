/** Whether the server gets on with requests. */
export interface Server {
	/** Lets requests wait from now on. */
	block: () => void;
	/** Gets on with all that wait, in their order. */
	unblock: () => void;
	/** Waits until the server gets on. */
	ready: () => Promise<void>;
}

/** Makes a server that gets on with requests. */
export function createServer(): Server {
	let blocked: PromiseWithResolvers<void> | undefined;
	return {
		block() {
			blocked ??= Promise.withResolvers<void>();
		},
		unblock() {
			blocked?.resolve();
			blocked = undefined;
		},
		ready: async () => await blocked?.promise,
	};
}
