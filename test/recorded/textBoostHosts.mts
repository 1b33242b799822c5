import type { TextBoost } from '../../lab/sandbox/textBoost.mts';
import type { MessageType } from '../../lab/sandbox/textBoost/messages.mts';
import { MESSAGE_TYPES } from '../../lab/sandbox/textBoost/messages.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';

/** What was so at the recorded host, and not at every host with its version. */
interface Host {
	credit: number;
	/** What its sending servers could not send. */
	cannotSend: readonly MessageType[];
	/** Whether somebody had made a campaign before. */
	hadCampaign: boolean;
	/** The requests before which a second went by, as far as the lists show it. */
	newSecondAt: readonly string[];
}

export const HOSTS: Record<TextBoostVersion, Host> = {
	'3.1.0': {
		credit: 99_998,
		cannotSend: [],
		hadCampaign: false,
		newSecondAt: ['send, the gateway refuses', 'voice'],
	},
	'3.8.0': {
		credit: 90_000,
		cannotSend: ['unicode'],
		hadCampaign: true,
		newSecondAt: ['send to one number twice'],
	},
	'3.9': {
		credit: 99_997,
		cannotSend: ['voice', 'mms'],
		hadCampaign: true,
		newSecondAt: ['send, no type'],
	},
	'3.13.0': {
		credit: 99_997,
		cannotSend: ['voice', 'mms'],
		hadCampaign: false,
		newSecondAt: ['send to three, the server breaks at the last'],
	},
};

/** Makes the sandbox a host like the recorded one. */
export function setUpHost(textBoost: TextBoost, version: TextBoostVersion): void {
	const { cannotSend, credit, hadCampaign } = HOSTS[version];
	Object.assign(textBoost.settings, {
		version,
		accountZone: 'Europe/Paris',
		delayedWork: 'atOnce',
		smsTypes: MESSAGE_TYPES.filter((type) => !cannotSend.includes(type)),
	});
	Object.assign(textBoost.settings.account, {
		firstName: 'Ann',
		lastName: 'Rig',
		email: 'ann@example.com',
		lastAccessAt: new Date('2026-11-27T11:31:12.000Z'),
		planEndsAt: new Date('2026-12-27T17:31:00Z'),
		credit,
	});
	textBoost.answerFirst('33612345699', 'Undelivered');
	textBoost.answerInWords('33612345698', 'gateway down');
	textBoost.breakAfterSend('33612345695', 'Undefined array key "sid"');
	if (hadCampaign) textBoost.seedCampaign({ owner: 'own', text: 'C0' });
}
