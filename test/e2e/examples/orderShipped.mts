import { withCredential, withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import { openMailbox } from '../mailbox.mts';
import { postAndFinish, publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

/** As the example has it. */
const personInCharge = 'somebody@example.com';
const wordsOfEmail = [
	'Subject: The SMS about order 1044 needs your attention',
	'To: +31612345670',
	'Text: Hallo Ada, uw bestelling 1044 is onderweg.',
	'may still have been sent',
];

/**
 * An order goes through the first gateway; one that it refuses goes through the second; one whose
 * outcome is unknown goes to a person by email, and is not sent again.
 */
export async function runOrderShipped(stage: Stage): Promise<string> {
	const { faults, textBoost, smsGateway24 } = stage.sandbox;
	await using mailbox = await openMailbox();
	const smtp = await smtpCredential(mailbox.port, stage);
	const workflow = await publishExample('order-shipped.json', stage, (example) => {
		const deviceId = { __rl: true, mode: 'id', value: String(PIXEL_7.id) };
		const onDevice = withParameters(example, 'Send with SmsGateway24', { deviceId });
		return withCredential(onDevice, 'n8n-nodes-base.emailSend', 'smtp', smtp);
	});
	const ship = async (order: string, phone: string) => {
		const earlier = [
			textBoost.messages.length,
			smsGateway24.messages.length,
			mailbox.emails.length,
		];
		const body = { name: 'Ada', phone, language: 'nl', order };
		await postAndFinish(workflow, 'order-shipped', body, stage);
		const now = [textBoost.messages.length, smsGateway24.messages.length, mailbox.emails.length];
		return now.map((count, index) => count - (earlier[index] ?? 0)).join();
	};
	const complaints: string[] = [];
	const expectGrowth = (title: string, seen: string, expected: string) => {
		if (seen !== expected) {
			complaints.push(`${title}: TextBoost, SmsGateway24, email got ${seen}, not ${expected}.`);
		}
	};

	expectGrowth('accepted', await ship('1042', '+31612345678'), '1,0,0');
	const text = textBoost.messages.at(-1)?.text;
	if (text !== 'Hallo Ada, uw bestelling 1042 is onderweg.')
		complaints.push(`The SMS says ${text}`);

	const message = 'No sending server available for your subscribed plan';
	const body = JSON.stringify({ status: 'error', message });
	faults.add({ path: '/sms/send', when: 'before', fault: { kind: 'answer', status: 403, body } });
	const refused = await ship('1043', '+31612345679').finally(() => faults.clear());
	expectGrowth('refused', refused, '0,1,0');

	textBoost.answerFirst('31612345670', 'Enroute');
	expectGrowth('unknown', await ship('1044', '+31612345670'), '1,0,1');
	const { to, text: sent } = mailbox.emails.at(-1) ?? { to: [], text: '' };
	// In quoted-printable, a long line goes on after such a break.
	const email = sent.replaceAll('=\n', '');
	const missing = wordsOfEmail.filter((words) => !email.includes(words));
	if (missing.length > 0) complaints.push(`The email lacks “${missing.join('”, “')}”: ${email}`);
	if (to.join() !== personInCharge) complaints.push(`The email went to “${to.join()}”.`);
	if (complaints.length > 0) throw new Failure('Orders went another way:', complaints);
	return 'one SMS, one through the second gateway, one email to a person';
}

/** n8n's own credential, for a mail server on this machine. */
async function smtpCredential(port: number, { session }: Stage) {
	const name = 'Mailbox';
	const data = { user: '', password: '', host: '127.0.0.1', port, secure: false };
	const id = await session.rest.putCredential({
		name,
		type: 'smtp',
		data: { ...data, disableStartTls: true },
	});
	return { id, name };
}
