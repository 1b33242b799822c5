/** The fields that the SMS of all gateways have, in the order in which n8n's tables show them. */
export const COMMON_FIELDS = [
	'id',
	'direction',
	'from',
	'to',
	'text',
	'status',
	'vendorStatus',
	'reason',
	'createdAt',
	'sentAt',
	'sendAt',
	'price',
	'reference',
];

/** The fields that the outgoing SMS of all gateways have. */
export const OUTGOING_FIELDS = [...COMMON_FIELDS, 'segments', 'encoding'];
