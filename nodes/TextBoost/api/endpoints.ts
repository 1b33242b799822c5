import type { Endpoint } from '../../shared/http/endpoint';
import { filled } from '../../shared/http/endpoint';
import type { Call } from './request';

// What several operations, drop-downs or the trigger ask, all from the vendor document.

export const BALANCE = { method: 'GET', url: '/balance' } as const satisfies Endpoint;

export const PROFILE = { method: 'GET', url: '/me' } as const satisfies Endpoint;

/** Where messages of all kinds are sent to. */
export const SEND = { method: 'POST', url: '/sms/send' } as const satisfies Endpoint;

export const SMS = { method: 'GET', url: '/sms/{uid}' } as const satisfies Endpoint;

export const SMS_LIST = { method: 'GET', url: '/sms' } as const satisfies Endpoint;

export const GROUPS = { method: 'GET', url: '/contacts' } as const satisfies Endpoint;

export const CONTACTS = {
	method: 'POST',
	url: '/contacts/{group_id}/all',
} as const satisfies Endpoint;

export const CONTACT = {
	method: 'POST',
	url: '/contacts/{group_id}/search/{uid}',
} as const satisfies Endpoint;

export const NEW_CONTACT = {
	method: 'POST',
	url: '/contacts/{group_id}/store',
} as const satisfies Endpoint;

export const CONTACT_CHANGE = {
	method: 'PATCH',
	url: '/contacts/{group_id}/update/{uid}',
} as const satisfies Endpoint;

export const CONTACT_DELETION = {
	method: 'DELETE',
	url: '/contacts/{group_id}/delete/{uid}',
} as const satisfies Endpoint;

/** Asks for the contacts of a group: POST in the vendor document, GET in its example files (fact sheet, section 2). */
export function contactsOf(groupId: string): Call {
	return { ...filled(CONTACTS, { group_id: groupId }), orGet: true };
}
