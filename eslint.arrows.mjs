/**
 * Who may import whom. The rooms of `nodes/shared/`, of every gateway's folder and of `lab/` stand in an order, and each
 * imports only from those that are named here; no gateway imports another one, and what is shared neither imports nor
 * names one.
 */
import { readdirSync } from 'node:fs';

const GATEWAYS = readdirSync(new URL('nodes/', import.meta.url)).filter(
	(name) => name !== 'shared',
);
/** Each as one word and as several; without regard to case. The last is the product that TextBoost runs. */
const GATEWAYS_IN_WORDS = [
	...GATEWAYS.flatMap((name) => [name, name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')]),
	'Ultimate SMS',
];

const SHARED_ROOMS = {
	failure: [],
	record: [],
	http: ['failure', 'record'],
	input: ['failure', 'record'],
	ui: [],
	cost: ['record', 'input'],
	schedule: ['record', 'input'],
	operations: ['failure', 'record', 'http', 'input'],
	sending: ['failure', 'record', 'http', 'input', 'cost', 'schedule', 'operations'],
	asking: ['failure', 'record', 'http', 'input', 'cost', 'operations', 'sending'],
	sync: ['failure', 'record', 'http', 'input', 'operations', 'sending'],
	polling: ['failure', 'record', 'http', 'input', 'ui'],
};

/** `gateway` is the file of that name. */
const GATEWAY_ROOMS = {
	api: [],
	records: ['api'],
	fields: ['api', 'records'],
	sending: ['api', 'records', 'fields'],
	gateway: ['api', 'records', 'fields', 'sending'],
	listSearch: ['api', 'records', 'fields'],
	trigger: ['api', 'records', 'fields'],
	resources: ['api', 'records', 'fields', 'sending', 'gateway'],
};

const LAB_ROOMS = {
	sandbox: [],
	gateways: ['sandbox'],
	n8n: ['sandbox', 'gateways'],
	measuring: ['sandbox', 'gateways', 'n8n'],
	address: ['n8n'],
	packages: ['n8n', 'measuring', 'address'],
	release: ['n8n', 'packages', 'address'],
	liveCheck: ['sandbox', 'gateways', 'n8n'],
};

/** By folder, those from which it imports nothing. */
const CLOSED_TO = {
	credentials: ['lab', 'scripts', 'test'],
	nodes: ['credentials', 'lab', 'scripts', 'test'],
	lab: ['credentials', 'nodes', 'scripts', 'test'],
	scripts: ['test'],
};

const closedTo = (rooms, room) =>
	Object.keys(rooms).filter((name) => name !== room && !rooms[room].includes(name));

/** Imports by relative paths that lead to one of these names. */
const pathsTo = (names, message) => ({
	regex: `^(\\./|(\\.\\./)+)(${names.join('|')})(/|\\.m?ts$|$)`,
	message,
});

const arrows = (files, patterns) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const outOfNodes = pathsTo(CLOSED_TO.nodes, 'The nodes import only what is packed with them.');
const notThisRoom = 'Not one of the rooms that this one imports from: see eslint.arrows.mjs.';

const ofShared = Object.keys(SHARED_ROOMS).map((room) =>
	arrows(
		[`nodes/shared/${room}/**/*.ts`],
		[
			pathsTo(closedTo(SHARED_ROOMS, room), notThisRoom),
			pathsTo(GATEWAYS, 'What is shared knows no gateway.'),
			outOfNodes,
		],
	),
);

const ofGateways = GATEWAYS.flatMap((gateway) => {
	const all = [
		pathsTo(
			GATEWAYS.filter((other) => other !== gateway),
			'A gateway does not import another one.',
		),
		outOfNodes,
	];
	return [
		arrows([`nodes/${gateway}/*.ts`], all),
		...Object.keys(GATEWAY_ROOMS).map((room) =>
			arrows(
				[room === 'gateway' ? `nodes/${gateway}/gateway.ts` : `nodes/${gateway}/${room}/**/*.ts`],
				[pathsTo(closedTo(GATEWAY_ROOMS, room), notThisRoom), ...all],
			),
		),
	];
});

const outOfLab = pathsTo(
	CLOSED_TO.lab,
	'The laboratory stands apart from tests, scripts and nodes.',
);

const ofLab = Object.keys(LAB_ROOMS).map((room) =>
	arrows([`lab/${room}/**/*.mts`], [pathsTo(closedTo(LAB_ROOMS, room), notThisRoom), outOfLab]),
);

const namesNone = GATEWAYS_IN_WORDS.map((name) => name.replace(' ', '.?')).join('|');

export default [
	arrows(
		['credentials/**/*.ts'],
		[pathsTo(CLOSED_TO.credentials, 'The credentials import only what is packed with them.')],
	),
	arrows(['scripts/**/*.mts'], [pathsTo(CLOSED_TO.scripts, 'Scripts do not import tests.')]),
	arrows(['lab/*.mts'], [outOfLab]),
	...ofShared,
	...ofGateways,
	...ofLab,
	{
		files: ['nodes/**/*.ts'],
		ignores: [
			...Object.keys(SHARED_ROOMS).map((room) => `nodes/shared/${room}/**`),
			...Object.keys(GATEWAY_ROOMS).map((room) => `nodes/!(shared)/${room}/**`),
			'nodes/*/**/*.node.ts',
			'nodes/*/gateway.ts',
		],
		rules: {
			'no-restricted-syntax': ['error', { selector: 'Program', message: 'Every file has a room.' }],
		},
	},
	{
		files: Object.keys(SHARED_ROOMS).map((room) => `nodes/shared/${room}/**/*.ts`),
		rules: {
			'no-restricted-syntax': [
				'error',
				...['Literal[value', 'TemplateElement[value.raw', 'Identifier[name'].map((part) => ({
					selector: `${part}=/${namesNone}/i]`,
					message: 'What is shared names no gateway.',
				})),
			],
			'no-warning-comments': ['error', { terms: GATEWAYS_IN_WORDS, location: 'anywhere' }],
		},
	},
];
