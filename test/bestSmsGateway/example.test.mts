import { expect, it } from '@jest/globals';
import { readExample } from '../examples/readExample.mts';
import { setUp } from './setup.mts';

const setup = setUp();

const workflow = readExample('appointments-to-reminders.json');

/** Rows as "Extract from File" makes them of a CSV file. */
type Row = Record<'Name' | 'Phone' | 'Appointment', string>;

async function sendReminders(items: Row[]) {
	const node = workflow.nodes.find(({ type }) => type.endsWith('.bestSmsGateway'));
	return await setup.engine.run({
		type: 'bestSmsGateway',
		parameters: node?.parameters ?? {},
		items,
		credentials: { bestSmsGatewayApi: setup.credential() },
		timezone: 'UTC',
	});
}

function messagesOfAccount() {
	const { messages } = setup.sandbox.bestSmsGateway;
	return messages.filter(({ accountId }) => accountId === setup.accountId);
}

it.each([
	['24/12/2030 14:30', /Message contains “Invalid DateTime”, so .+ a date that cannot be read/],
	['', /Message contains “Invalid DateTime”, so .+ a date that cannot be read/],
	['2020-12-24 14:30', /Send At is 2020-12-24 14:30:00 \+00:00, which is in the past/],
])('sends nothing when a row has the appointment “%s”', async (Appointment, sentence) => {
	const result = await sendReminders([
		{ Name: 'Ada', Phone: '+2348000000001', Appointment: '2030-12-24 14:30' },
		{ Name: 'Bob', Phone: '+2348000000002', Appointment },
	]);
	expect(result.error?.message).toMatch(sentence);
	expect(messagesOfAccount()).toEqual([]);
});

it('sends one reminder for each row, at its own time', async () => {
	const inTwoHours = new Date(Date.now() + 2 * 3600_000).toISOString();
	const items = [
		{ Name: 'Ada', Phone: '+2348000000001', Appointment: '2030-12-24 14:30' },
		{ Name: 'Bob', Phone: '+2348000000002', Appointment: '2030-12-25 09:00' },
		{
			Name: 'Cleo',
			Phone: '+2348000000003',
			Appointment: inTwoHours.slice(0, 16).replace('T', ' '),
		},
	];
	const result = await sendReminders(items);
	expect(result.error).toBeUndefined();
	const sent = messagesOfAccount();
	const waiting = sent.filter(({ status }) => status === 0);
	expect(
		waiting.map(({ recipient, text, scheduled }) => [
			recipient,
			text,
			new Date(scheduled * 1000).toISOString(),
		]),
	).toEqual([
		[
			'2348000000001',
			'Hello Ada, we look forward to seeing you on 24 December at 14:30.',
			'2030-12-23T14:30:00.000Z',
		],
		[
			'2348000000002',
			'Hello Bob, we look forward to seeing you on 25 December at 09:00.',
			'2030-12-24T09:00:00.000Z',
		],
	]);
	expect(sent).toHaveLength(3);
	expect(result.json.map(({ to, reference }) => [to, reference])).toEqual(
		items.map(({ Phone, Appointment }) => [Phone, `Reminder ${Appointment}`]),
	);
});
