import type { INodeProperties } from 'n8n-workflow';

/**
 * What stands under a node's name on the canvas: the action of the operation that is chosen, such as "Send SMS".
 *
 * @param properties the node's properties, with one `operation` field for each resource
 */
export function actionSubtitle(properties: INodeProperties[]): string {
	const actions = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? [])
				.filter(isText)
				.flatMap((resource) =>
					options.flatMap((option) =>
						'action' in option && option.action !== undefined
							? [[`${resource}:${String(option.value)}`, option.action]]
							: [],
					),
				),
		);
	const byOperation = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${byOperation})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}
