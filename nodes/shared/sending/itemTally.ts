import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import type { OutgoingMessage } from './outgoingMessage';

/** Tells when an item has failed: when all its messages are settled and none was accepted. */
export class ItemTally {
	someFailed = false;
	private readonly open = new Map<number, number>();
	private readonly accepted = new Set<number>();

	/** @param messages all messages of the run */
	constructor(messages: OutgoingMessage[]) {
		for (const { itemIndex } of messages) {
			this.open.set(itemIndex, (this.open.get(itemIndex) ?? 0) + 1);
		}
	}

	count({ itemIndex }: OutgoingMessage, result: Reading<IDataObject>): void {
		const left = (this.open.get(itemIndex) ?? 0) - 1;
		this.open.set(itemIndex, left);
		if (result.ok) this.accepted.add(itemIndex);
		this.someFailed ||= left === 0 && !this.accepted.has(itemIndex);
	}
}
