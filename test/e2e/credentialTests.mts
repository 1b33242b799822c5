import { Failure } from '../../scripts/n8n/failure.mts';
import type { JsonObject } from '../../scripts/n8n/json.mts';
import type { GatewayName } from '../gateways/gateway.mts';
import { credentialsAt } from '../gateways/gateways.mts';
import { START_ACCOUNT } from '../sandbox/smsGateway24.mts';
import type { Check } from './check.mts';

/** A way to fill in a credential, and what the test says to it. */
interface Case {
	gateway: GatewayName;
	/** What differs from the sandbox's credential. */
	changes?: JsonObject;
	/** How our sentence begins; without it the credential is good. */
	refusal?: string;
	/** How it begins in n8n 1, which ignores our sentence for an HTTP status and says its own. */
	refusalOf1?: string;
}

const emailPassword = { authentication: 'emailPassword', token: '', email: START_ACCOUNT.email };

const cases: readonly Case[] = [
	{ gateway: 'bestSmsGateway' },
	{
		gateway: 'bestSmsGateway',
		changes: { subAccountPassword: 'wrong' },
		refusal: 'BestSMSGateway does not know this combination of Sub-Account and ',
	},
	{ gateway: 'smsGateway24' },
	{
		gateway: 'smsGateway24',
		changes: { token: 'f'.repeat(32) },
		refusal: 'SmsGateway24 does not accept this credential. ',
	},
	{ gateway: 'smsGateway24', changes: { ...emailPassword, password: START_ACCOUNT.password } },
	{
		gateway: 'smsGateway24',
		changes: { ...emailPassword, password: 'wrong' },
		refusal: 'SmsGateway24 does not accept this Email and Password. ',
	},
	{ gateway: 'smstools' },
	{
		gateway: 'smstools',
		changes: { clientSecret: 'wrong' },
		refusal: 'Smstools does not accept this Client ID with this Client Secret. ',
		refusalOf1: 'Bad request',
	},
	{ gateway: 'textBoost' },
	{
		gateway: 'textBoost',
		changes: { apiToken: '7|wrong' },
		refusal: 'The host does not accept this API Token, ',
	},
];

/** Each credential's test, as the editor runs it, with right and with wrong secrets. */
export const credentialTests: Check = {
	title: 'Credential tests',
	async run({ installation, session, sandbox }) {
		const complaints: string[] = [];
		for (const { gateway, changes, refusal, refusalOf1 } of cases) {
			const good = credentialsAt(sandbox)[gateway];
			const id = await session.rest.putCredential(good);
			const credential = { ...good, data: { ...good.data, ...changes } };
			const { status, message } = await session.rest.testCredential(id, credential);
			const wanted = installation.generation === 1 ? (refusalOf1 ?? refusal) : refusal;
			const holds = wanted === undefined ? status === 'OK' : message.startsWith(wanted);
			if (holds && (status === 'OK') === (wanted === undefined)) continue;
			const filledIn = Object.keys(changes ?? {}).join(', ') || 'the right secrets';
			const expected = wanted ?? 'OK';
			complaints.push(`${good.type} with ${filledIn}: “${expected}” expected, “${message}” seen`);
		}
		if (complaints.length > 0) throw new Failure('A test says something else:', complaints);
		const refused = cases.filter(({ refusal }) => refusal !== undefined).length;
		return `${cases.length - refused} right ones accepted, ${refused} wrong ones refused`;
	},
};
