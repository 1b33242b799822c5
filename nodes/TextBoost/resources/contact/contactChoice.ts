import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { isRecord } from '../../../shared/record/json';
import { NOT_IN_GROUP } from '../../api/errors';
import type { Api } from '../../api/request';
import type { GroupChoice } from '../../fields/groupChoice';
import { groupIdOf } from '../../fields/groupChoice';
import { readUid, wireNumber } from '../../fields/values';
import { directoryOf } from './directory';

const BY_PHONE = 'To use the phone number of a contact, set Contact to By Phone.';

/** The contact that a field was set to, which may have to be looked up. */
type ContactChoice = { id: string } | { phone: string };

/**
 * The field `contactId`.
 *
 * @param defaultCountryCode that of the credential
 * @throws NodeOperationError where it is empty, or holds what can be neither an ID nor a number
 */
export function readContact(fields: FieldReader, defaultCountryCode: string): ContactChoice {
	const locator = fields.value('contactId');
	if (!isRecord(locator) || locator.mode !== 'phone') {
		return { id: readUid(fields, 'contactId', 'Contact', BY_PHONE) };
	}
	return { phone: wireNumber(fields.phone(locator.value, 'Contact', defaultCountryCode)) };
}

/** The IDs of a contact and of its group. */
interface LocatedContact {
	groupId: string;
	uid: string;
}

/** Where a contact is; what was set by name or number is looked up. Never throws. */
export async function locateContact(
	context: IAllExecuteFunctions,
	api: Api,
	group: GroupChoice,
	contact: ContactChoice,
): Promise<Reading<LocatedContact>> {
	const groupId = await groupIdOf(context, api, group);
	if (!groupId.ok) return groupId;
	const uid = await contactIdOf(context, api, groupId.value, contact);
	return uid.ok ? success({ groupId: groupId.value, uid: uid.value }) : uid;
}

/** The ID of a contact of a group; the group's contacts are listed once a run where it was set by number. Never throws. */
async function contactIdOf(
	context: IAllExecuteFunctions,
	api: Api,
	groupId: string,
	choice: ContactChoice,
): Promise<Reading<string>> {
	if ('id' in choice) return success(choice.id);
	const directory = await directoryOf(context, api, groupId);
	if (!directory.ok) return refusal({ ...directory.failure, outcome: 'notSent' });
	const { ids, unlisted } = directory.value;
	if (unlisted) return refusal({ ...unlisted, outcome: 'notSent' });
	const [uid, ...others] = ids.get(choice.phone) ?? [];
	if (uid === undefined) {
		return refusal({
			message: `The group has no contact with the number ${choice.phone}.`,
			advice: NOT_IN_GROUP.advice,
			outcome: 'notSent',
			meaning: 'noContact',
		});
	}
	if (others.length === 0) return success(uid);
	return refusal({
		message: `The group has ${others.length + 1} contacts with the number ${choice.phone} (IDs ${[uid, ...others].join(', ')}).`,
		advice: 'Set Contact to By ID, and enter the ID of the one you mean.',
		outcome: 'notSent',
	});
}
