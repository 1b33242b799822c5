import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../../lab/n8n/failure.mts';
import { finishedRun } from '../../../lab/n8n/finishedRun.mts';
import { openForm, submitForm } from '../../../lab/n8n/formVisitor.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const spreadsheet = `Name,Phone,Appointment
Ada,+2348094309926,2030-12-24 14:30
Bob,+2348094309927,2030-12-25 09:00
`;
// n8n runs in this machine's time zone.
const expected = [
	[
		'2348094309926',
		'Hello Ada, we look forward to seeing you on 24 December at 14:30.',
		'2030-12-23T14:30',
	],
	[
		'2348094309927',
		'Hello Bob, we look forward to seeing you on 25 December at 09:00.',
		'2030-12-24T09:00',
	],
].map(([recipient, text, local]) => [recipient, text, new Date(String(local)).toISOString()]);

/** A spreadsheet is uploaded, and the gateway keeps a reminder for each row, for its own time. */
export async function runAppointmentsToReminders(stage: Stage): Promise<string> {
	const { bestSmsGateway } = stage.sandbox;
	const { origin, rest, signal } = stage.session;
	const workflow = await publishExample('appointments-to-reminders.json', stage);
	const form = await openForm(workflow, origin, signal);
	const earlier = bestSmsGateway.messages.length;
	await finishedRun(workflow.id, rest, signal, async () => {
		const file = new File([spreadsheet], 'appointments.csv', { type: 'text/csv' });
		await submitForm(form, { Spreadsheet: file }, signal);
	});
	const reminders = bestSmsGateway.messages
		.slice(earlier)
		.map(({ recipient, text, scheduled }) => [
			recipient,
			text,
			new Date(scheduled * 1000).toISOString(),
		]);
	if (!isDeepStrictEqual(reminders, expected)) {
		throw new Failure(`The gateway keeps ${JSON.stringify(reminders)}.`);
	}
	return `${reminders.length} rows, ${reminders.length} reminders, each for its own time`;
}
