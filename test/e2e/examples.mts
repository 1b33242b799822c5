import { exampleFiles } from '../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { EXAMPLES_OF_ANSWERS } from './asking/answersBySms.mts';
import type { Case } from './case.mts';
import { runAiAgentAsksBySms } from './examples/aiAgentAsksBySms.mts';
import { runAiAgentToSms } from './examples/aiAgentToSms.mts';
import { runAppointmentsToReminders } from './examples/appointmentsToReminders.mts';
import { runCrmContactToSmsGroup } from './examples/crmContactToSmsGroup.mts';
import { runCrmToSmsGroupEveryNight } from './examples/crmToSmsGroupEveryNight.mts';
import { runDeliveryFailedToAlert } from './examples/deliveryFailedToAlert.mts';
import { runFormToSms } from './examples/formToSms.mts';
import { runIncomingSmsToReply } from './examples/incomingSmsToReply.mts';
import { runLowBalanceToAlert } from './examples/lowBalanceToAlert.mts';
import { runOrderShipped } from './examples/orderShipped.mts';

/** The examples that run at once, by their file in examples/. */
export const quickExamples: readonly Case[] = [
	{ title: 'form-to-sms.json', run: runFormToSms },
	{ title: 'appointments-to-reminders.json', run: runAppointmentsToReminders },
	{ title: 'crm-contact-to-sms-group.json', run: runCrmContactToSmsGroup },
	{ title: 'crm-to-sms-group-every-night.json', run: runCrmToSmsGroupEveryNight },
	{ title: 'order-shipped.json', run: runOrderShipped },
	{ title: 'ai-agent-to-sms.json', run: runAiAgentToSms },
	{ title: 'ai-agent-asks-by-sms.json', run: runAiAgentAsksBySms },
];

/** Those that wait for n8n to poll. They run at the same time, so each reads its own SMS only. */
export const polledExamples: readonly Case[] = [
	{ title: 'incoming-sms-to-reply.json', run: runIncomingSmsToReply },
	{ title: 'delivery-failed-to-alert.json', run: runDeliveryFailedToAlert },
	{ title: 'low-balance-to-alert.json', run: runLowBalanceToAlert },
];

/** What is in neither of the lists is not tried. */
export const allAreListed: Case = {
	title: 'All files in examples/ are tried',
	async run() {
		const titles = [...quickExamples, ...polledExamples].map(({ title }) => title);
		const listed = new Set<string>([...titles, ...EXAMPLES_OF_ANSWERS]);
		const files = await exampleFiles();
		const missing = files.filter((file) => !listed.has(file));
		if (missing.length > 0) throw new Failure('test/e2e/examples.mts does not list:', missing);
		return `${files.length} files`;
	},
};
