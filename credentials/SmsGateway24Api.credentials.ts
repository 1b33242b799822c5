import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { BASE_URL_EXPRESSION } from '../nodes/shared/input/baseUrl';
import { signRequest } from '../nodes/SmsGateway24/api/signature';

// Apart from the others because a rule takes every field of the list with this name for a secret.
const sendWithPassword: INodeProperties = {
	displayName: 'Send with Email and Password',
	name: 'sendWithPassword',
	type: 'boolean',
	default: false,
	description:
		'Whether to send your email and password with every SMS instead of a token. Leave off unless your account has no token.',
	displayOptions: { show: { authentication: ['emailPassword'] } },
};

export class SmsGateway24Api implements ICredentialType {
	name = 'smsGateway24Api';

	displayName = 'SmsGateway24 API';

	icon: Icon = {
		light: 'file:../icons/smsGateway24.svg',
		dark: 'file:../icons/smsGateway24.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/blob/main/docs/smsgateway24.md#where-to-find-the-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Token',
					value: 'token',
					description: 'Use the token from your profile page on SmsGateway24',
				},
				{
					name: 'Email and Password',
					value: 'emailPassword',
					description: 'Log in with your SmsGateway24 account',
				},
			],
			default: 'token',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'On your profile page, after you log in to smsgateway24.com',
			displayOptions: { show: { authentication: ['token'] } },
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			default: '',
			hint: 'The address that you log in with at smsgateway24.com',
			displayOptions: { show: { authentication: ['emailPassword'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authentication: ['emailPassword'] } },
		},
		sendWithPassword,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://smsgateway24.com/getdata',
			default: 'https://smsgateway24.com/getdata',
			description:
				'The address of the API. Do not change it unless the vendor gave you another address.',
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			placeholder: 'e.g. 33',
			default: '',
			description:
				"Added to phone numbers without a country code, by that country's numbering plan: with 33, 06 12 34 56 78 becomes +33612345678. Leave empty to send numbers as typed.",
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			placeholder: 'e.g. Europe/Paris',
			default: 'UTC',
			description:
				'The time zone that SmsGateway24 uses. It is not documented; UTC is inferred. If scheduled SMS are sent at the wrong hour, change it here.',
		},
	];

	authenticate = signRequest;

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: BASE_URL_EXPRESSION,
			url: '={{$credentials.authentication === "emailPassword" ? "/gettoken" : "/getalldevices"}}',
			disableFollowRedirect: true,
		},
		// n8n applies rules of both kinds side by side, although their type allows one kind only.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'No server responds at this Base URL. Unless the vendor gave you another one, it is https://smsgateway24.com/getdata.',
				},
			},
			// One sentence for both kinds: what it says to a wrong token is not documented (fact sheet, section 7.3).
			...[1, '1', true, 'true'].map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: {
					key: 'error',
					value,
					message:
						'SmsGateway24 does not accept this credential. With a token: copy the Token again from your profile page there. With email and password: check both.',
				},
			})),
			// A body that is no JSON stays a text; this tells a web page, nothing and cut JSON from an answer.
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'constructor.name',
					value: 'String',
					message:
						'The server at this Base URL is not the SmsGateway24 API. Check the Base URL: it ends in /getdata.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
