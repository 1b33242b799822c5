import type { Clock } from '../clock.mts';
import { Refusal } from '../requestParameters.mts';

/** One SIM card; all values are strings (vendor document 8). */
interface SimInfo {
	Slot: string;
	IccId: string;
	Number: string;
	Roaming: string;
	CountryIso: string;
	CarrierName: string;
}

/** A phone to add. */
export interface NewDevice {
	id: number;
	title: string;
	/** E-mail address of the account. Default: the start account. */
	account?: string;
	/** Default: null, as in the samples. */
	number?: string | null;
	/** Default: one card in slot 0. A phone without data may have null, no cards or a JSON text (fact sheet 1.4, inferred). */
	siminfo?: SimInfo[] | string | null;
	/** Default: true. */
	subscription?: boolean;
	/** Default: true. */
	online?: boolean;
	/** When it was set up. Default: 30 days ago. An online phone has been online since. */
	created?: Date;
	/** When an offline phone was seen last. Default: now. An online phone is seen all the time. */
	lastSeen?: Date;
}

/** A phone, with the times at which it was online. */
export interface Device {
	readonly id: number;
	readonly account: string;
	readonly title: string;
	readonly number: string | null;
	readonly siminfo: SimInfo[] | string | null;
	readonly subscription: boolean;
	readonly online: boolean;
	readonly created: Date;
	readonly lastSeen: Date;
}

export interface Devices {
	/** @throws Error when there is a device with this id */
	add(device: NewDevice & { account: string }): void;
	/** The device, if it belongs to the account. @throws Refusal otherwise (text inferred) */
	ofAccount(id: number, account: string): Device;
	/** The device, whose account ever it is. @throws Refusal when there is none */
	get(id: number): Device;
	/** All devices of an account, newest first as in the sample of vendor document 8. */
	list(account: string): Device[];
	/** Connects the phone to the gateway from now on, or disconnects it. @throws Refusal for an unknown id */
	setOnline(id: number, online: boolean): void;
	/**
	 * The instant at which the phone will have been, or had been, online for `ms` milliseconds since `since`; undefined
	 * when it is offline and has not been online for long enough.
	 */
	onlineFor(id: number, since: Date, ms: number): Date | undefined;
	dump(): StoredDevices;
	load(stored: StoredDevices): void;
}

/** A time during which a phone was online; `to` is Infinity while it still is. Both in milliseconds since 1970. */
interface OnlineSpell {
	readonly from: number;
	to: number;
}

/** All that the store holds, by id. */
export type StoredDevices = ReadonlyMap<number, StoredDevice>;

interface StoredDevice extends Omit<Device, 'online' | 'lastSeen'> {
	readonly spells: OnlineSpell[];
	readonly seenBeforeSpells: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the list of phones, empty at first. */
export function createDevices(clock: Clock): Devices {
	const devices = new Map<number, StoredDevice>();

	function stored(id: number): StoredDevice {
		const device = devices.get(id);
		if (device === undefined) throw new Refusal('Device not found');
		return device;
	}

	function view({ spells, seenBeforeSpells, ...device }: StoredDevice): Device {
		const to = spells.at(-1)?.to;
		if (to === Infinity) return { ...device, online: true, lastSeen: clock.now() };
		return {
			...device,
			online: false,
			lastSeen: to === undefined ? seenBeforeSpells : new Date(to),
		};
	}

	return {
		add(device) {
			if (devices.has(device.id)) throw new Error(`There is a device ${device.id} already`);
			const now = clock.now();
			const created = device.created ?? new Date(now.getTime() - 30 * DAY_MS);
			devices.set(device.id, {
				id: device.id,
				account: device.account,
				title: device.title,
				number: device.number ?? null,
				siminfo: device.siminfo === undefined ? [defaultSim()] : device.siminfo,
				subscription: device.subscription ?? true,
				created,
				spells: (device.online ?? true) ? [{ from: created.getTime(), to: Infinity }] : [],
				seenBeforeSpells: device.lastSeen ?? now,
			});
		},
		ofAccount(id, account) {
			const device = stored(id);
			if (device.account !== account) throw new Refusal('Device not found');
			return view(device);
		},
		get: (id) => view(stored(id)),
		list: (account) =>
			[...devices.values()]
				.filter((device) => device.account === account)
				.map(view)
				.sort((a, b) => b.id - a.id),
		setOnline(id, online) {
			const { spells } = stored(id);
			const last = spells.at(-1);
			const now = clock.now().getTime();
			if (online && last?.to !== Infinity) spells.push({ from: now, to: Infinity });
			if (!online && last?.to === Infinity) last.to = now;
		},
		onlineFor(id, since, ms) {
			let left = ms;
			for (const spell of stored(id).spells) {
				const from = Math.max(spell.from, since.getTime());
				if (spell.to < from) continue;
				if (spell.to - from >= left) return new Date(from + left);
				left -= spell.to - from;
			}
			return undefined;
		},
		dump: () => devices,
		load(stored) {
			for (const [id, device] of stored) devices.set(id, device);
		},
	};
}

/** The card of the sample in vendor document 8, with the space before its number. */
function defaultSim(): SimInfo {
	return {
		Slot: '0',
		IccId: '89014103211118510720',
		Number: ' 15555215554',
		Roaming: '0',
		CountryIso: 'us',
		CarrierName: 'Android (T-Mobile)',
	};
}
