import { namesAmong } from './command.mts';
import type { Gateway } from './gateways/gateway.mts';
import { ALL_GATEWAYS } from './gateways/gateways.mts';

const names = ALL_GATEWAYS.map(({ name }) => name);

/** The option --gateway of a command, which takes one gateway or several, and all without it. */
export const gatewayOption = {
	type: 'string',
	multiple: true,
	value: '<name>',
	help: `Only this gateway; may be given several times. One of\n${names.join(', ')}.`,
} as const;

/** The gateways that somebody means by the option --gateway. @throws UsageError for another name */
export function gatewaysNamed(wanted: readonly string[] | undefined): Gateway[] {
	const chosen = namesAmong('gateway', wanted, names);
	return ALL_GATEWAYS.filter(({ name }) => chosen.includes(name));
}
