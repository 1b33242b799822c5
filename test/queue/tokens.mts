import assert from 'node:assert/strict';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { smsGateway24 } from '../../lab/gateways/smsGateway24.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import { endsWell } from './call.mts';
import { inTurns } from './inTurns.mts';
import type { QueueCase } from './queueCase.mts';

const calls = 40;
const callsAtOnce = 10;

/**
 * Workers log in to SmsGateway24 by themselves, with an e-mail address and a password. Whether a log-in ends the token of
 * the one before is not documented (fact sheet 1).
 */
export function tokenCase(sameTokenEachTime: boolean): QueueCase {
	const what = sameTokenEachTime ? 'gives the same token' : 'ends the token before';
	return {
		title: `SmsGateway24: both workers log in, where a log-in ${what}`,
		async run({ sandbox, session }) {
			const { settings } = sandbox.smsGateway24;
			settings.sameTokenEachTime = sameTokenEachTime;
			// Of its own: the workers have no token of it yet, and no other case has one that could end.
			const email = `${sameTokenEachTime ? 'same' : 'other'}-token@example.com`;
			const account = { email, password: 'secret', token: null };
			sandbox.smsGateway24.addAccount(account);
			const id = sameTokenEachTime ? 1001 : 1002;
			sandbox.smsGateway24.addDevice({ id, title: 'Phone of its own', account: email });
			const deviceId = { __rl: true, mode: 'id', value: String(id) };
			const usual = smsGateway24.credential(sandbox);
			const login = { authentication: 'emailPassword', ...account, token: '' };
			const name = `${usual.name}, ${what}`;
			const credential = { ...usual, name, data: { ...usual.data, ...login } };
			const credentials = await chooseCredential(credential, session);
			const trial = { gateway: smsGateway24, credentials, sandbox, session };
			const workflow = await publishSend(trial, what, { items: 1, parameters: { deviceId } });
			const items = itemsFor(smsGateway24, calls);
			const before = smsGateway24.delivered(sandbox).length;
			let failed = 0;
			await inTurns(items, callsAtOnce, async (item) => {
				if (!(await endsWell(workflow, [item]))) failed += 1;
			});
			settings.sameTokenEachTime = true;
			const delivered = smsGateway24.delivered(sandbox).slice(before).map(digitsOf);
			const logins = sandbox.requests.to('/gettoken').length;
			const phrase = `${calls} runs: ${delivered.length} SMS, ${failed} runs failed, ${logins} log-ins`;
			// None twice, and none lost without a word.
			assert.equal(new Set(delivered).size, delivered.length, phrase);
			assert.equal(delivered.length + failed, calls, phrase);
			if (sameTokenEachTime) assert.deepEqual(delivered.toSorted(), numbersOf(items), phrase);
			return phrase;
		},
	};
}
