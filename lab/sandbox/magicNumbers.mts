/**
 * Numbers with which a workflow can be tested without the page, the same at all gateways. They are among those that
 * Ofcom keeps for films (+44 7700 900000 to 900999): nobody has one, so that a workflow that meets a real gateway by mistake
 * disturbs nobody.
 */
export const MAGIC_NUMBERS = {
	delivered: '447700900900',
	failed: '447700900901',
	refused: '447700900902',
	optedOut: '447700900903',
	slow: '447700900904',
	limited: '447700900905',
	lost: '447700900906',
	answersYes: '447700900907',
} as const;

export type MagicBehaviour = keyof typeof MAGIC_NUMBERS;

const BEHAVIOURS = new Map(
	Object.entries(MAGIC_NUMBERS).map(([behaviour, number]) => [number as string, behaviour]),
);

/** What a number does, however it is written; undefined for one that does nothing of its own. */
export function magicOf(number: unknown): MagicBehaviour | undefined {
	const digits = String(number).replace(/\D/g, '');
	const behaviour = BEHAVIOURS.get(digits);
	return behaviour === undefined ? undefined : (behaviour as MagicBehaviour);
}

/** Whether a number does this. */
export function isMagic(number: unknown, behaviour: MagicBehaviour): boolean {
	return magicOf(number) === behaviour;
}
