import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { JsonObject } from '../../lab/json.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import type { Case } from './case.mts';

/** A way to fill in a credential, and what the test says to it. */
interface Attempt {
	/** What differs from the sandbox's credential. */
	changes: JsonObject;
	/** How our sentence begins; without it the credential is good. */
	refusal?: string;
	/** How it begins in n8n 1, which ignores our sentence for an HTTP status and says its own. */
	refusalOf1?: string;
}

const emailPassword = { authentication: 'emailPassword', token: '', email: START_ACCOUNT.email };

/** What is tried beside the sandbox's credential, which is good. */
const attempts: Record<GatewayName, readonly [Attempt, ...Attempt[]]> = {
	bestSmsGateway: [
		{
			changes: { subAccountPassword: 'wrong' },
			refusal: 'BestSMSGateway does not recognize this combination of Sub-Account and ',
		},
	],
	smsGateway24: [
		{
			changes: { token: 'f'.repeat(32) },
			refusal: 'SmsGateway24 does not accept this credential. ',
		},
		{ changes: { ...emailPassword, password: START_ACCOUNT.password } },
		{
			changes: { ...emailPassword, password: 'wrong' },
			refusal: 'SmsGateway24 does not accept this credential. ',
		},
	],
	smstools: [
		{
			changes: { clientSecret: 'wrong' },
			refusal: 'Smstools does not accept this Client ID with this Client Secret. ',
			refusalOf1: 'Bad request',
		},
	],
	textBoost: [
		{
			changes: { apiToken: '7|wrong' },
			refusal: 'The host does not accept this API Token. ',
		},
	],
};

/** Each credential's test, as the editor runs it, with right and with wrong secrets. */
export const credentialTests: Case = {
	title: 'Credential tests',
	async run({ installation, session, sandbox }) {
		const complaints: string[] = [];
		let accepted = 0;
		let refused = 0;
		for (const gateway of ALL_GATEWAYS) {
			const good = gateway.credential(sandbox);
			const id = await session.rest.putCredential(good);
			const all: Attempt[] = [{ changes: {} }, ...attempts[gateway.name]];
			for (const { changes, refusal, refusalOf1 } of all) {
				const credential = { ...good, data: { ...good.data, ...changes } };
				const { status, message } = await session.rest.testCredential(id, credential);
				const wanted = installation.generation === 1 ? (refusalOf1 ?? refusal) : refusal;
				if (status === 'OK') accepted += 1;
				else refused += 1;
				const holds =
					wanted === undefined ? status === 'OK' : status === 'Error' && message.startsWith(wanted);
				if (holds) continue;
				const filledIn = Object.keys(changes).join(', ') || 'the right secrets';
				const expected = wanted ?? 'OK';
				const seen = `${status}, “${message}”`;
				complaints.push(`${good.type} with ${filledIn}: “${expected}” expected, ${seen} seen`);
			}
		}
		if (complaints.length > 0) throw new Failure('A test says something else:', complaints);
		return `${accepted} right ones accepted, ${refused} wrong ones refused`;
	},
};
