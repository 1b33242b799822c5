import { START_SUB_ACCOUNT } from '../test/sandbox/bestSmsGateway.mts';
import type { Sandbox } from '../test/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../test/sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../test/sandbox/smstools.mts';
import { TEXTBOOST_TOKEN } from '../test/sandbox/textBoost.mts';
import type { CredentialData } from './n8n/restClient.mts';

/** A gateway, by its name in the sandbox. */
export type GatewayName = 'bestSmsGateway' | 'smsGateway24' | 'smstools' | 'textBoost';

/** Credentials, as n8n takes them, that are good at a sandbox. */
export function sandboxCredentials(sandbox: Sandbox): Record<GatewayName, CredentialData> {
	return {
		bestSmsGateway: {
			name: 'BestSMSGateway sandbox',
			type: 'bestSmsGatewayApi',
			data: {
				subAccount: START_SUB_ACCOUNT.login,
				subAccountPassword: START_SUB_ACCOUNT.password,
				baseUrl: sandbox.bestSmsGateway.baseUrl,
			},
		},
		smsGateway24: {
			name: 'SmsGateway24 sandbox',
			type: 'smsGateway24Api',
			data: {
				authentication: 'token',
				token: START_ACCOUNT.token,
				email: '',
				password: '',
				sendWithPassword: false,
				baseUrl: sandbox.smsGateway24.baseUrl,
				defaultCountryCode: '',
				timezone: 'UTC',
			},
		},
		smstools: {
			name: 'Smstools sandbox',
			type: 'smstoolsGatewayApi',
			data: {
				clientId: SMSTOOLS_ACCOUNT.clientId,
				clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
				baseUrl: sandbox.smstools.baseUrl,
			},
		},
		textBoost: {
			name: 'TextBoost sandbox',
			type: 'textBoostApi',
			data: { apiToken: TEXTBOOST_TOKEN, baseUrl: sandbox.textBoost.baseUrl },
		},
	};
}
