import type { GatewayName } from '../../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../../lab/gateways/gateways.mts';
import type { Editor } from './editor.mts';
import type { Pictures } from './pictures.mts';
import { start } from './start.mts';

/** What people search for who want to send SMS. */
const words = [
	'text message',
	'reminder',
	'notification',
	'alert',
	'otp',
	'delivery report',
	'sms',
];

/** What people search for who want to receive SMS, and who cannot give them that. */
const receiving = { words: ['receive sms', 'incoming sms'], without: 'bestSmsGateway' };

/** How people write the name of a gateway. */
const spellings: Record<GatewayName, readonly string[]> = {
	smsGateway24: ['smsgateway24', 'sms gateway 24', 'smsgateway24.com', 'android phone'],
	smstools: ['smstools', 'sms tools', 'smstools.com', 'smsgatewayapi', 'smsgatewayapi.com'],
	bestSmsGateway: ['bestsmsgateway', 'best sms gateway', 'bestsmsgateway.com'],
	textBoost: ['textboost', 'text boost', 'textboostsms.com', 'ultimate sms'],
};

/**
 * Searches for what people search for, and finds all gateways; for the spellings of a gateway's name, and finds that.
 *
 * @returns what was seen, a phrase
 * @throws TimeoutError when one is not there
 */
export async function findNodes(
	editor: Editor,
	pictures: Pictures,
	picture: string,
): Promise<string> {
	const titles = ALL_GATEWAYS.map(({ title }) => title);
	await editor.openWorkflowWith(start);
	const panel = await editor.addNextNode();
	for (const { name, title } of ALL_GATEWAYS) {
		for (const spelling of spellings[name]) await panel.search(spelling, { found: [title] });
	}
	const receivers = ALL_GATEWAYS.filter(({ name }) => name !== receiving.without);
	for (const word of receiving.words) {
		await panel.search(word, { found: receivers.map(({ title }) => title) });
	}
	for (const word of words) await panel.search(word, { found: titles });
	await pictures.take(picture, panel.all);
	return `${words.map((word) => `“${word}”`).join(', ')} find ${titles.join(', ')}, which are found by their names’ spellings too`;
}
