/** Numbers that the gateway will leave out of requests without a word. */
export interface DroppedNumbers {
	/** Leaves this number, as it is stored, out of the next requests with it, up to this count. */
	add(number: string, times: number): void;
	/** Begins a request; whether it leaves a number out, the same however often it is asked. */
	ofNextRequest(): (number: string) => boolean;
}

/** Makes the list of numbers to leave out, empty at first. */
export function createDroppedNumbers(): DroppedNumbers {
	const timesLeft = new Map<string, number>();
	return {
		add(number, times) {
			timesLeft.set(number, (timesLeft.get(number) ?? 0) + times);
		},
		ofNextRequest() {
			const dropped = new Set<string>();
			return (number) => {
				const left = timesLeft.get(number) ?? 0;
				if (left > 0 && !dropped.has(number)) {
					timesLeft.set(number, left - 1);
					dropped.add(number);
				}
				return dropped.has(number);
			};
		},
	};
}
