import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { OutgoingText } from '../../../shared/cost/messageCost';
import { costFieldsOf } from '../../../shared/cost/messageCost';
import { success } from '../../../shared/failure/failure';
import type { Form } from '../../../shared/http/form';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import type { Recipient } from '../../../shared/input/phoneNumber';
import { readRecipients, withoutPunctuation } from '../../../shared/input/phoneNumber';
import { numberOrNull, textOrNull } from '../../../shared/record/values';
import { readSendTimes } from '../../../shared/schedule/sendTime';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import type { Account } from '../../api/account';
import { readAccount, SERVICE } from '../../api/account';
import { FETCH_SMS, SEND_SMS } from '../../api/endpoints';
import { SEND_TO_GROUPS } from '../../api/errors';
import { readList } from '../../api/pages';
import type { Connection } from '../../api/request';
import { isBlank, readGroups } from '../../fields/values';
import { isoOf, toMessage } from '../../records/message';
import { asStored, FILLED_IN_FOR_GROUPS } from '../../records/storedText';
import { heldAnswer } from '../../sending/adapter';
import { spellingsOf } from '../../sending/batch';
import type { Delivery } from '../../sending/delivery';
import { deliver } from '../../sending/delivery';
import type { SendSettings } from '../../sending/outgoingSms';
import { MINUTE_MS, readSettings, readText, settingsForm } from '../../sending/outgoingSms';
import { hasNamePlaceholder } from '../../sending/sharing';

/** One text to all contacts of one or more groups. */
interface GroupSms extends OutgoingMessage, OutgoingText {
	groups: string;
	/** Further numbers, which need not be in a group. */
	alsoTo: Recipient[];
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
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		maxConcurrency: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was sent for any item.',
			notSent: () => 'Nothing was sent to the group.',
			unknown: () => 'The SMS may still have been sent, so they were not sent again.',
		},
		idempotency: {
			contentOf: ({ groups, text, numbers = [] }) => [groups, text, ...numbers],
			unsentRow,
		},
		prepare: (parameter, itemIndex, runStart) => [
			readGroupSms(context, account, parameter, itemIndex, runStart),
		],
		async transmit([sms], { http }, isStopped) {
			if (sms === undefined) return [];
			const { settings, text } = sms;
			const carriage = { context, account, http, isStopped };
			const delivery = await deliver(carriage, {
				settings,
				asked: SEND_TO_GROUPS,
				form: (sendAt) => groupForm(sms, sendAt),
				isOwn: (record) => hasBeginning(record, text),
				readBatch: (answer, limits) =>
					sms.alsoTo.length > 0 ? readBatch({ ...carriage, http: limits }, answer) : undefined,
			});
			if (!delivery.ok) return [delivery];
			const { answer, hold, notice } = delivery.value;
			if (sms.simplify) return [success(toRow(sms, delivery.value, account), notice)];
			return [success(hold === undefined ? answer : heldAnswer(answer, hold), notice)];
		},
	};
}

function readGroupSms(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): GroupSms {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const groups = readGroups(fields, 'groupId', 'Group');
	const text = readText(fields, FILLED_IN_FOR_GROUPS);
	const alsoTo = readAlsoTo(fields, account);
	const settings = readSettings(fields, parameter, text);
	const { sendAt, timeFor } = readSendTimes(fields, {
		zone: context.getTimezone(),
		runStart,
		stepMs: MINUTE_MS,
	});
	return {
		...text,
		itemIndex,
		groups,
		alsoTo,
		numbers: alsoTo.map(({ key }) => key),
		settings: { ...settings, sendAt: timeFor() },
		asEntered: { settings: { ...settings, sendAt } },
		simplify: fields.flag('simplify', true),
	};
}

function readAlsoTo(fields: FieldReader, { defaultCountryCode }: Account): Recipient[] {
	const { alsoTo } = fields.collection('additionalFields');
	if (isBlank(alsoTo)) return [];
	const list = readRecipients(alsoTo, 'Also To', defaultCountryCode);
	if (!list.ok) throw fields.error(list.problem, list.advice);
	return list.recipients;
}

/**
 * Groups and numbers of one request get one SMS each (vendor document, `contact_groups` and note on duplicates). Of a
 * number in `recipients` the gateway fills in no names, so that `[firstname]` would go out unchanged; of one in
 * `contacts` it fills in empty ones (fact sheet, section 2).
 */
function groupForm({ settings, groups, alsoTo, text }: GroupSms, sendAt: number | undefined): Form {
	const numbers = alsoTo.map(({ number }) => withoutPunctuation(number));
	const shared = { ...settingsForm(settings, sendAt), contact_groups: groups, message: text };
	if (numbers.length === 0) return shared;
	return hasNamePlaceholder(text)
		? { ...shared, contacts: JSON.stringify(numbers.map((phone) => ({ phone }))) }
		: { ...shared, recipients: numbers.join() };
}

/** The records of a batch; undefined where it cannot be read. */
async function readBatch(
	connection: Connection,
	answer: IDataObject,
): Promise<IDataObject[] | undefined> {
	const batchId = textOrNull(answer.batch_id);
	if (!batchId) return undefined;
	const search = { action: FETCH_SMS, idKey: 'sms_id', form: { batch_id: batchId } } as const;
	const records = await readList(connection, search);
	return records.ok ? records.value : undefined;
}

/** Whether a record has the text, up to the first word that the gateway may have filled in. */
function hasBeginning(record: IDataObject, text: string): boolean {
	const [beginning = ''] = asStored(text).split('[', 1);
	return (textOrNull(record.message) ?? '').startsWith(beginning);
}

function unsentRow(sms: GroupSms): IDataObject {
	const { groups, text, settings } = sms;
	return {
		batchId: null,
		groupId: groups,
		messages: null,
		from: settings.from ?? null,
		text,
		status: null,
		vendorStatus: null,
		sendAt: null,
		...costFieldsOf(sms),
	};
}

function toRow(sms: GroupSms, delivery: Delivery, account: Account): IDataObject {
	const { groups, alsoTo, text, settings } = sms;
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
		...costFieldsOf(sms),
		...(alsoTo.length > 0 && {
			alsoTo: alsoTo.map((recipient) => outcomeOf(recipient, delivery, account)),
		}),
	};
}

/** What happened to one of the further numbers, as far as the batch tells. */
function outcomeOf(
	{ number, key }: Recipient,
	{ answer, records = [], hold }: Delivery,
	account: Account,
): IDataObject {
	const to = withoutPunctuation(number);
	const record = records.find((one) => spellingsOf(one).has(key));
	if (record !== undefined) {
		const { id, status, vendorStatus, reason, price } = toMessage(record, account);
		return { to, id, status, vendorStatus, reason, price };
	}
	const isWhole = records.length > 0 && records.length === numberOrNull(answer.total);
	const reason = isWhole ? `${SERVICE} left out ${to}.` : null;
	const status = isWhole ? 'failed' : 'queued';
	return { to, id: null, status, vendorStatus: reason ?? hold ?? null, reason, price: null };
}
