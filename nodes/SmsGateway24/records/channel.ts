/** What a phone sends with: 0 and 1 are the vendor document's (section 2), the others are from newer pages (fact sheet, section 1.1). */
export const CHANNELS = [
	{ name: 'RCS Channel 1', value: 4 },
	{ name: 'RCS Channel 2', value: 5 },
	{ name: 'SIM Slot 1', value: 0 },
	{ name: 'SIM Slot 2', value: 1 },
	{ name: 'WhatsApp Business', value: 2 },
	{ name: 'WhatsApp Personal', value: 3 },
];

/** What the field SIM or Channel shows for a number; null for one that it does not have. */
export function channelName(sim: number | null): string | null {
	return CHANNELS.find(({ value }) => value === sim)?.name ?? null;
}
