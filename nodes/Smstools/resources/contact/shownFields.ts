import { comparable } from '../../../shared/input/phoneNumber';
import type { ContactValues, GroupContact } from '../../../shared/sync/contact';

/** How often the list may be read in vain, e.g. because somebody removed the contact. */
const MOST_VAIN_CHECKS = 3;

/**
 * Knows which fields the contact list shows as they were saved. What its rows hold besides `phone` is not documented
 * (fact sheet, section 5.3): a field that they never show, or show in another form, would be different in each
 * run, and every contact be written again and again. So where no contact of a list has the wanted value in a field, the
 * first change of it goes alone, and the list is read again before others follow.
 */
export class ShownFields {
	private readonly wanted = new Map<string, ContactValues[]>();
	private readonly shown = new Set<string>();
	private readonly hidden = new Set<string>();
	private vainChecks = 0;
	private turn: Promise<unknown> = Promise.resolve();

	/** Notes what an item wants of the contact with a number. */
	want(phone: string, values: ContactValues): void {
		const number = comparable(phone);
		this.wanted.set(number, [...(this.wanted.get(number) ?? []), values]);
	}

	/** Learns from contacts as the list has them. */
	see(contacts: readonly GroupContact[]): void {
		for (const { phone, values } of contacts) {
			for (const wanted of this.wanted.get(comparable(phone)) ?? []) {
				for (const name of sameFields(wanted, values)) this.shown.add(name);
			}
		}
	}

	/** Those that the list was seen not to show as they were saved. */
	hiddenOf(names: readonly string[]): string[] {
		return names.filter((name) => this.hidden.has(name) && !this.shown.has(name));
	}

	/**
	 * Makes a change when its turn comes: at once where all its fields are known, else after those before it.
	 *
	 * @param make makes the change, and tells whether it was made
	 * @param readBack the values of the contact in the list; undefined where it is not seen there
	 */
	async change<T>(
		changed: ContactValues,
		make: () => Promise<{ isMade: boolean; result: T }>,
		readBack: () => Promise<ContactValues | undefined>,
	): Promise<T> {
		const names = Object.keys(changed);
		if (this.areKnown(names)) return (await make()).result;
		const mine = this.turn.then(async () => {
			const { isMade, result } = await make();
			if (!isMade || this.areKnown(names)) return result;
			const values = await readBack();
			if (values === undefined) {
				this.vainChecks++;
				return result;
			}
			for (const name of sameFields(changed, values)) this.shown.add(name);
			for (const name of names) if (!this.shown.has(name)) this.hidden.add(name);
			return result;
		});
		this.turn = mine.catch(() => undefined);
		return await mine;
	}

	private areKnown(names: readonly string[]): boolean {
		const isKnown = (name: string) => this.shown.has(name) || this.hidden.has(name);
		return this.vainChecks >= MOST_VAIN_CHECKS || names.every(isKnown);
	}
}

/** The fields that are the same; an empty one shows nothing. */
function sameFields(wanted: ContactValues, values: ContactValues): string[] {
	return Object.entries(wanted)
		.filter(([name, value]) => value !== null && value !== '' && values[name] === value)
		.map(([name]) => name);
}
