import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import { comparable } from '../../../shared/input/phoneNumber';
import { textOrNull } from '../../../shared/record/values';
import type { Account } from '../../api/account';
import { CONTACTS } from '../../api/endpoints';
import { pagesOf } from '../../api/pages';
import type { HttpSettings } from '../../api/request';
import { groupOf } from '../../records/contact';

/** The contacts of the account, read as far as a look-up needs, once for all items of a run. */
export class ContactDirectory {
	private readonly byPhone = new Map<string, IDataObject[]>();
	private readonly pages: AsyncGenerator<Reading<IDataObject[]>>;
	private end: Reading<true> | undefined;
	private turn: Promise<unknown> = Promise.resolve();

	constructor(context: IAllExecuteFunctions, account: Account, http: HttpSettings) {
		this.pages = pagesOf(context, account, { ...http, ...CONTACTS.endpoint }, CONTACTS.list);
	}

	/**
	 * The rows with this number: up to the one that tells that it is in the group, or all of them
	 * where none does.
	 */
	async find(phone: string, groupId: string): Promise<Reading<IDataObject[]>> {
		const found = this.turn.then(async () => await this.search(comparable(phone), groupId));
		this.turn = found;
		return await found;
	}

	/** Whether Smstools asked to be left alone for a while, so that a new look-up is worth a try. */
	get isToBeReadAgain(): boolean {
		return this.end?.ok === false && this.end.failure.httpCode === '429';
	}

	/** Takes up a row that has just been made. */
	add(row: IDataObject): void {
		const key = comparable(textOrNull(row.phone) ?? '');
		this.byPhone.set(key, [...(this.byPhone.get(key) ?? []), row]);
	}

	private async search(key: string, groupId: string): Promise<Reading<IDataObject[]>> {
		for (;;) {
			const rows = this.byPhone.get(key) ?? [];
			if (rows.some((row) => groupOf(row) === groupId)) return success(rows);
			if (this.end) return this.end.ok ? success(rows) : this.end;
			await this.readOn();
		}
	}

	private async readOn(): Promise<void> {
		const page = await this.pages.next();
		if (page.done) this.end = success(true);
		else if (page.value.ok) page.value.value.forEach((row) => this.add(row));
		else this.end = page.value;
	}
}
