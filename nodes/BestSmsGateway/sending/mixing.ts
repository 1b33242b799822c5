import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../shared/failure/failure';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { asStored } from '../records/storedText';
import type { SendSettings } from './outgoingSms';

/**
 * Whether another send fell into the second of a request that was accepted, by the records of its batch: there
 * are more than the gateway counted, or they have different senders (fact sheet, section 12.2).
 */
export function isMixed(records: IDataObject[], answer: IDataObject): boolean {
	const total = numberOrNull(answer.total) ?? Infinity;
	const senders = new Set(records.map(({ sender }) => textOrNull(sender)));
	return records.length > total || senders.size > 1;
}

/** Whether a record has the settings and the time of a request. */
export function hasSettings(record: IDataObject, settings: SendSettings, sendAt: number): boolean {
	const isOn = (value: unknown) => (numberOrNull(value) ?? 0) !== 0;
	return (
		(settings.from === undefined || textOrNull(record.sender) === asStored(settings.from)) &&
		isOn(record.type) === settings.flash &&
		isSameUnlessMissing(record.unicode, settings.unicode) &&
		isSameUnlessMissing(record.route, (settings.route ?? 0) !== 0) &&
		numberOrNull(record.time_scheduled) === sendAt / 1000
	);

	/** The vendor document's records have neither column. */
	function isSameUnlessMissing(value: unknown, wanted: boolean): boolean {
		return value === undefined || isOn(value) === wanted;
	}
}

/** Why it is not known what happened to the SMS of a request. */
export function mixedFailure(answer: IDataObject): Failure {
	const batchId = textOrNull(answer.batch_id);
	return {
		message: `Another send from this sub-account happened in the same second, and ${SERVICE} mixed up the two in batch ${batchId}.`,
		advice: `Check the SMS of batch ${batchId} with Get Many: each may have been sent once, twice or not at all, and under the sender, type and route of the other send. Give every program and every n8n worker a sub-account of its own, or turn on Shared Sub-Account in the credential.`,
		advisesSenders: true,
		outcome: 'unknown',
	};
}

/** What to know of SMS that were accepted where nobody could look whether another send was mixed in. */
export const UNSEEN = `${SERVICE} accepted the SMS, but their batch could not be read, so the node cannot tell whether another send happened in the same second and was mixed in. Check it with Get Many and the batch ID.`;

/** Why it is not known what happened to SMS that others' sends may have been mixed into. */
export function unseenFailure(answer: IDataObject): Failure {
	const batchId = textOrNull(answer.batch_id);
	return {
		message: `${SERVICE} accepted the SMS, but batch ${batchId} could not be read, so it is unknown whether another send happened in the same second and was mixed in.`,
		advice: `Check the SMS of batch ${batchId} with Get Many: if another send was mixed in, they may have been sent under its sender, type and route.`,
		advisesSenders: true,
		outcome: 'unknown',
	};
}

/** Why nothing of a request was sent although the gateway accepted it. */
export function takenBackFailure(tries: number): Failure {
	return {
		message: `Another send from this sub-account happened in the same second ${tries} times in a row, so the SMS was taken back each time.`,
		advice:
			'Run again later. Give every program and every n8n worker a sub-account of its own: each try costs units.',
		outcome: 'notSent',
	};
}
