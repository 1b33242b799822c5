import type { Endpoint } from '../../shared/http/endpoint';

// What several operations, drop-downs or triggers ask.

/** See the vendor document, section 4. */
export const SMS_LIST: Endpoint = { method: 'POST', url: '/getallsms' };

/** See the vendor document, section 8. */
export const DEVICES: Endpoint = { method: 'POST', url: '/getalldevices' };

/** Not in the vendor document; fact sheet, section 2.8. */
export const DEVICE_STATUS: Endpoint = { method: 'POST', url: '/getdevicestatus' };
