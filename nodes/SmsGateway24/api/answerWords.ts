/** What answers have in them whoever asks: their keys, and what the gateway says of errors (vendor document, all sections; fact sheet, sections 2.5 to 2.8 and 7). */
export const ANSWER_WORDS = [
	...['error', 'message', 'token', 'smss', 'smsdata', 'sms_id', 'sms_ids', 'count', 'status'],
	...['statustitle', 'id', 'ids', 'sendto', 'body', 'created', 'createdhumanformat', 'timetosend'],
	...['senttime', 'customerid', 'deviceid', 'device_id', 'device', 'devices', 'sim', 'siminfo'],
	...['urgent', 'date', 'timezone', 'timezone_type', 'title', 'number', 'lastseen', 'online'],
	...['lastseenhumanformat', 'diffseconds', 'appversion', 'isappversionactual', 'subscription'],
	...['serialnumber', 'imei', 'Slot', 'Roaming', 'Number', 'IccId', 'CountryIso', 'CarrierName'],
	...['delaybetweenrequest', 'delaybetweeneachsms', 'paketid', 'paket_id', 'pakettitle', 'UTC'],
	...['paketbody', 'tag_id', 'contact_id', 'Login or password incorrect'],
] as const;
