import { accountCalls } from './accountCalls.mts';
import { campaignCalls } from './campaignCalls.mts';
import { contactCalls } from './contactCalls.mts';
import { readCalls } from './readCalls.mts';
import { sendCalls } from './sendCalls.mts';
import type { Right } from './settings.mts';
import type { Handler, TextBoostState } from './state.mts';
import type { TextBoostVersion } from './versions.mts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A call of the API, as in the table of fact sheet 2. */
export interface Route {
	/** `LIST` stands for the method of the settings: `show` and `all` differ between documents (fact sheet 2). */
	method: Method | 'LIST';
	path: string;
	handle: Handler;
	/**
	 * The parameters that a document shows: the vendor's, or one that the fact sheet names for hosts of the same product
	 * (sections 3.2 to 3.4).
	 */
	parameters: readonly string[];
	right?: Right;
	/** The first version that has it. Default: all have it. */
	since?: TextBoostVersion;
}

const SMS = ['sender_id', 'type', 'message', 'schedule_time', 'dlt_template_id'];
const CONTACT = ['phone', 'first_name', 'last_name', 'PHONE', 'FIRST_NAME', 'LAST_NAME'];
const FILTERS = ['start_date', 'end_date', 'timezone', 'sms_type', 'direction'];

/** All calls, in the order in which Laravel looks for them. */
export function routesOf(state: TextBoostState): Route[] {
	const contacts = contactCalls(state);
	const reads = readCalls(state);
	const campaigns = campaignCalls(state);
	const { smsSend } = sendCalls(state);
	const account = accountCalls(state);
	const page = ['page'];
	const none: string[] = [];
	return [
		{
			method: 'POST',
			path: 'sms/send',
			handle: smsSend,
			parameters: ['recipient', ...SMS, 'language', 'gender', 'media_url'],
			right: 'send_sms',
		},
		{
			method: 'POST',
			path: 'sms/campaign',
			handle: campaigns.campaignSend,
			parameters: ['contact_list_id', ...SMS],
			right: 'send_sms',
			since: '3.8.0',
		},
		{
			method: 'GET',
			path: 'sms',
			handle: reads.smsList,
			parameters: [...page, ...FILTERS],
			right: 'view_reports',
		},
		{
			method: 'GET',
			path: 'sms/:uid',
			handle: reads.smsShow,
			parameters: none,
			right: 'view_reports',
		},
		{
			method: 'GET',
			path: 'campaign/:uid/view',
			handle: campaigns.campaignView,
			parameters: none,
			since: '3.9',
		},
		{
			method: 'GET',
			path: 'contacts',
			handle: contacts.groupList,
			parameters: page,
			right: 'view_contact_group',
		},
		{
			method: 'POST',
			path: 'contacts',
			handle: contacts.groupCreate,
			parameters: ['name'],
			right: 'create_contact_group',
		},
		{
			method: 'PATCH',
			path: 'contacts/:group',
			handle: contacts.groupUpdate,
			parameters: ['name'],
			right: 'update_contact_group',
		},
		{
			method: 'DELETE',
			path: 'contacts/:group',
			handle: contacts.groupDelete,
			parameters: none,
			right: 'delete_contact_group',
		},
		{
			method: 'LIST',
			path: 'contacts/:group/show',
			handle: contacts.groupShow,
			parameters: none,
			right: 'view_contact_group',
		},
		{
			method: 'LIST',
			path: 'contacts/:group/all',
			handle: contacts.contactAll,
			parameters: page,
			right: 'view_contact',
		},
		{
			method: 'POST',
			path: 'contacts/:group/store',
			handle: contacts.contactStore,
			get parameters() {
				return [...CONTACT, ...contacts.tags()];
			},
			right: 'create_contact',
		},
		{
			method: 'POST',
			path: 'contacts/:group/search/:uid',
			handle: contacts.contactSearch,
			parameters: none,
			right: 'view_contact',
		},
		{
			method: 'PATCH',
			path: 'contacts/:group/update/:uid',
			handle: contacts.contactUpdate,
			get parameters() {
				return [...CONTACT, ...contacts.tags()];
			},
			right: 'update_contact',
		},
		{
			method: 'DELETE',
			path: 'contacts/:group/delete/:uid',
			handle: contacts.contactDelete,
			parameters: none,
			right: 'delete_contact',
		},
		{ method: 'GET', path: 'balance', handle: account.balance, parameters: none },
		{ method: 'GET', path: 'me', handle: account.me, parameters: none },
	];
}
