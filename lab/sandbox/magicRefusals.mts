import { noteMagic } from './exchanges.mts';
import type { MagicBehaviour } from './magicNumbers.mts';
import { isMagic } from './magicNumbers.mts';

/** Whether a gateway refuses this number because of what it stands for, which is told to the page then. */
export function isMagicRefusal(
	number: unknown,
	behaviour: Extract<MagicBehaviour, 'refused' | 'optedOut'>,
): boolean {
	if (!isMagic(number, behaviour)) return false;
	noteMagic(String(number));
	return true;
}
