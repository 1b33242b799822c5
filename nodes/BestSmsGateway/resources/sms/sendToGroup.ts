import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { numberOrNull, textOrNull } from '../../../shared/record/values';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import { readAccount, SERVICE } from '../../api/account';
import { SEND_SMS } from '../../api/endpoints';
import { SEND_TO_GROUPS } from '../../api/errors';
import { readGroups } from '../../fields/values';
import { isoOf } from '../../records/message';
import { asStored, FILLED_IN_FOR_GROUPS } from '../../records/storedText';
import { heldAnswer } from '../../sending/adapter';
import type { Delivery } from '../../sending/delivery';
import { deliver } from '../../sending/delivery';
import type { SendSettings } from '../../sending/outgoingSms';
import { readSettings, readText, settingsForm } from '../../sending/outgoingSms';

/** One text to all contacts of one or more groups. */
interface GroupSms extends OutgoingMessage {
	groups: string;
	text: string;
	settings: SendSettings;
	simplify: boolean;
}

/**
 * With `contact_groups` (vendor document). It yields one item per batch, for nobody can
 * say beforehand how many SMS it is.
 */
export const smsSendToGroup = sendOperation(SEND_SMS, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<GroupSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: 1,
		maxConcurrency: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was sent for any item.',
			notSent: () => 'Nothing was sent to the group.',
			unknown: () => 'The SMS may still have been sent, so they were not sent again.',
		},
		prepare: (parameter, itemIndex, runStart) => [
			readGroupSms(context, parameter, itemIndex, runStart),
		],
		async transmit([sms], { http }, isStopped) {
			if (sms === undefined) return [];
			const { settings, groups, text } = sms;
			const delivery = await deliver(
				{ context, account, http, isStopped },
				{
					settings,
					asked: SEND_TO_GROUPS,
					form: (sendAt) => ({
						...settingsForm(settings, sendAt),
						contact_groups: groups,
						message: text,
					}),
					isOwn: (record) => hasBeginning(record, text),
				},
			);
			if (!delivery.ok) return [delivery];
			const { answer, hold, notice } = delivery.value;
			if (sms.simplify) return [success(toRow(sms, delivery.value), notice)];
			return [success(hold === undefined ? answer : heldAnswer(answer, hold), notice)];
		},
	};
}

function readGroupSms(
	context: IAllExecuteFunctions,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): GroupSms {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const groups = readGroups(fields, 'groupId', 'Group');
	const text = readText(fields, FILLED_IN_FOR_GROUPS);
	return {
		itemIndex,
		groups,
		text,
		settings: readSettings(context, fields, parameter, text, runStart),
		simplify: fields.flag('simplify', true),
	};
}

/** Whether a record has the text, up to the first word that the gateway may have filled in. */
function hasBeginning(record: IDataObject, text: string): boolean {
	const [beginning = ''] = asStored(text).split('[', 1);
	return (textOrNull(record.message) ?? '').startsWith(beginning);
}

function toRow({ groups, text, settings }: GroupSms, delivery: Delivery): IDataObject {
	const { answer, hold, sendAt = settings.sendAt } = delivery;
	return {
		batchId: textOrNull(answer.batch_id),
		groupId: groups,
		messages: numberOrNull(answer.total),
		from: settings.from ?? null,
		text: asStored(text),
		status: 'queued',
		vendorStatus: hold ?? null,
		sendAt: sendAt === undefined ? null : isoOf(sendAt),
	};
}
