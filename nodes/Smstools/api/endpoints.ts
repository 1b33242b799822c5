import type { Endpoint } from '../../shared/http/endpoint';
import type { List } from './pages';

// What several operations, drop-downs or the trigger ask.

/** Where SMS to numbers and to groups go (fact sheet, sections 3.1 and 3.2). */
export const SEND: Endpoint = { method: 'POST', url: '/message/send' };

/** See the fact sheet, section 3.4. */
export const INBOX: Endpoint = { method: 'GET', url: '/message/inbox' };

/** See the fact sheet, section 3.7. */
export const HISTORY: Endpoint = { method: 'GET', url: '/message/history' };

/** See the fact sheet, section 7; that it is a bare array is known by third parties only, not known to take `page`. */
export const SENDERS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/senderids' },
	list: { name: 'senderids', paging: 'none' },
};

/** See the fact sheet, section 5.3: third parties; takes `page`, has no search that is sure. */
export const CONTACTS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/contact' },
	list: { name: 'contacts', paging: 'page' },
};

/** From vendor document a. */
export const NEW_CONTACT: Endpoint = { method: 'POST', url: '/contact' };

/** See the fact sheet, section 5.2. */
export const CONTACT_CHANGE: Endpoint = { method: 'PATCH', url: '/contact' };

/** See the fact sheet, section 5.4: third parties; takes `page`, a bare array. */
export const GROUPS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/groups' },
	list: { name: 'groups', paging: 'page' },
};
