import { withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { finishedRun } from '../../../lab/n8n/finishedRun.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const boss = '+31687654321';
/** So many that one of them is not more than Most Removals. */
const people = Array.from({ length: 12 }, (_, n) => ({
	phone: `+316120000${String(n).padStart(2, '0')}`,
	firstName: 'Ada',
	lastName: `Smith ${n}`,
}));
const [changed, gone, ...others] = people.map(({ phone }) => phone);
const left = others.slice(0, 5);

/**
 * Runs "CRM → SMS group every night" for four nights: the group becomes equal to the table, follows somebody who was
 * changed, one who was added and one who was removed, and is left alone when nothing or too much has changed. Of the
 * last the boss is told by one SMS.
 */
export async function runCrmToSmsGroupEveryNight(stage: Stage): Promise<string> {
	const { textBoost } = stage.sandbox;
	const { rest, signal } = stage.session;
	const columns = ['phone', 'firstName', 'lastName'].map((name) => ({ name, type: 'string' }));
	const table = await rest.createDataTable({ name: 'CRM contacts', columns });
	await rest.addRows(table, people);
	const group = textBoost.seedGroup('Customers', 0);
	const workflow = await publishExample('crm-to-sms-group-every-night.json', stage, (example) => {
		const dataTableId = { __rl: true, mode: 'list', value: table };
		const withTable = withParameters(example, 'CRM contacts', { dataTableId });
		return withParameters(withTable, 'SMS to the boss', { to: boss });
	});
	const smsBefore = textBoost.messages.length;
	const complaints: string[] = [];

	const expectNight = async (title: string, changes: string, contacts: number, sms: number) => {
		const run = async () => await rest.runWorkflow(workflow, 'Every night');
		await finishedRun(workflow.id, rest, signal, run);
		const synced = (await rest.executionsOf(workflow.id, 'Sync group')).at(-1)?.items ?? [];
		const seen = [
			synced.map(({ change }) => change).join(),
			textBoost.contacts.filter(({ groupUid }) => groupUid === group).length,
			textBoost.messages.length - smsBefore,
		].join(' · ');
		const expected = [changes, contacts, sms].join(' · ');
		if (seen !== expected) complaints.push(`${title}: ${seen}, not ${expected}.`);
	};

	await expectNight('The first night', people.map(() => 'added').join(), 12, 0);
	await rest.updateRows(table, { column: 'phone', value: String(changed) }, { lastName: 'Byron' });
	await rest.addRows(table, [{ phone: '+31612000099', firstName: 'Grace', lastName: 'Hopper' }]);
	await rest.deleteRows(table, { column: 'phone', value: String(gone) });
	await expectNight('With three differences', 'updated,added,removed', 12, 0);
	const names = textBoost.contacts.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
	const wrong = ['Ada Byron', 'Grace Hopper'].filter((name) => !names.includes(name));
	if (wrong.length > 0) complaints.push(`The group lacks ${wrong.join(' and ')}.`);
	if (names.includes('Ada Smith 1')) complaints.push('Who left the CRM is in the group.');
	await expectNight('Without a difference', '', 12, 0);
	for (const value of left) await rest.deleteRows(table, { column: 'phone', value });
	await expectNight('With too many gone', left.map(() => '').join(), 12, 1);

	const { number, text } = textBoost.messages.at(-1) ?? {};
	if (!boss.includes(String(number)) || !text?.includes('5 of 12 contacts')) {
		complaints.push(`The SMS to ${number} says ${text}`);
	}
	if (complaints.length > 0) throw new Failure('The group is not what the table is:', complaints);
	return `12 added, then one updated, added and removed, then none; five too many: “${text}”`;
}
