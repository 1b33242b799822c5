import type { Endpoint } from '../../shared/http/endpoint';

/**
 * What the gateway can be asked to do (vendor document): all actions have its one address, which the Base URL is as a
 * whole, and stand by name in the body.
 */
export interface Action extends Endpoint {
	readonly method: 'POST';
	readonly url: '';
	readonly body: { readonly action: string };
}

export const ACCOUNT_INFO = actionNamed('account_info');
export const DELETE_CONTACTS = actionNamed('delete_contacts');
export const DELETE_SMS = actionNamed('delete_sms');
export const FETCH_CONTACTS = actionNamed('fetch_contacts');
export const FETCH_SMS = actionNamed('fetch_sms');
export const GET_CONTACT_GROUPS = actionNamed('get_contact_groups');
export const GET_TOTAL_UNITS = actionNamed('get_total_units');
export const SAVE_CONTACTS = actionNamed('save_contacts');
export const SEND_SMS = actionNamed('send_sms');
export const STOP_SMS = actionNamed('stop_sms');

function actionNamed(action: string): Action {
	return { method: 'POST', url: '', body: { action } };
}
