import type { GatewayName } from '../../lab/gateways/gateway.mts';
import type { HttpCall } from './signedHttpRequest.mts';

/** What a quiet poll of each gateway's trigger asks for (`triggeredGateways`), for n8n's HTTP Request node. */
export const LIST_CALLS: Record<GatewayName, HttpCall> = {
	bestSmsGateway: {
		method: 'POST',
		path: '',
		encoding: 'form',
		body: { action: 'fetch_sms', perpage: '300', p: '1' },
	},
	smsGateway24: {
		method: 'POST',
		path: '/getallsms',
		encoding: 'form',
		body: { begindate: "={{ $now.minus({ days: 1 }).toFormat('yyyy-MM-dd') }}", status: '5' },
	},
	smstools: { method: 'GET', path: '/message/inbox?limit=500&page=1', encoding: 'json', body: {} },
	textBoost: { method: 'GET', path: '/sms?direction=incoming&page=1', encoding: 'json', body: {} },
};
