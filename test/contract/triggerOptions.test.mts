import { nodeOf } from '../../lab/gateways/gateway.mts';
import { expect, it, jest } from '@jest/globals';
import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { createPoller } from '../engine/poller.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** What an expression may yield in place of a text: an object, and a list of objects. */
const OBJECTS = ['={{ ({ value: "+33612345678" }) }}', '={{ [{ value: "delivered" }] }}'];

interface OptionOfEvent {
	event: string;
	displayName: string;
	parametersWith: (value: string) => INodeParameters;
}

/** Each option of a trigger that takes an expression, with an event that has it. */
function optionsOf({ description }: INodeType): OptionOfEvent[] {
	const events = description.properties.find(({ name }) => name === 'event')?.options ?? [];
	const names = events.flatMap((event) => ('value' in event ? [String(event.value)] : []));
	const isShown = ({ displayOptions: { show = {} } = {} }: INodeProperties, event: string) =>
		(show.event ?? show['/event'] ?? [event]).includes(event);
	const takesText = ({ type }: INodeProperties) =>
		!['boolean', 'notice', 'collection', 'fixedCollection'].includes(type);
	return names.flatMap((event) =>
		description.properties
			.filter((property) => isShown(property, event) && property.name !== 'event')
			.flatMap((property): OptionOfEvent[] => {
				const { displayName, name } = property;
				if (property.type !== 'collection') {
					if (!takesText(property)) return [];
					return [{ event, displayName, parametersWith: (value) => ({ event, [name]: value }) }];
				}
				return (property.options ?? [])
					.filter((option): option is INodeProperties => 'type' in option)
					.filter((option) => isShown(option, event) && takesText(option))
					.map((option) => ({
						event,
						displayName: option.displayName,
						parametersWith: (value: string) => ({
							event,
							[name]: {
								[option.name]:
									option.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value,
							},
						}),
					}));
			}),
	);
}

it.each(ALL_GATEWAYS)(
	'the trigger of $title refuses an object in an option, and does not leave the option out',
	async (gateway) => {
		const { type, data } = gateway.credential(setup.sandbox);
		const { type: node } = setup.engine.package.loader.getNode(`${nodeOf(gateway.name)}Trigger`);
		const options = optionsOf(NodeHelpers.getVersionedNodeType(node));
		expect(options.length).toBeGreaterThan(3);
		const wrong: string[] = [];
		for (const { event, displayName, parametersWith } of options) {
			for (const value of OBJECTS) {
				const poller = createPoller(setup.engine, {
					type: `${nodeOf(gateway.name)}Trigger`,
					parameters: parametersWith(value),
					credentials: { [type]: data },
				});
				const said: unknown = await poller.poll().catch((error: unknown) => error);
				const message = said instanceof Error ? said.message : 'nothing';
				if (!message.startsWith(displayName)) wrong.push(`${event}, ${displayName}: ${message}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(setup.sandbox.requests.all).toEqual([]);
	},
);
