import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Catalogue } from '../../scripts/docs/catalogue.mts';
import { brokenLinks, leadsSomewhere } from '../../scripts/docs/links.mts';
import { htmlToMarkdown } from '../../scripts/docs/markdown.mts';
import { fillPage, missingTables, tablesIn } from '../../scripts/docs/page.mts';

const repository = resolve(import.meta.dirname, '../..');
const onGitHub = 'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/blob/main/';

const forSms = (...operation: string[]) => ({ show: { resource: ['sms'], operation } });

const nodeProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		options: [{ name: 'SMS', value: 'sms' }],
		default: 'sms',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		displayOptions: { show: { resource: ['sms'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Retrieve many SMS',
				routing: { request: { method: 'GET', url: '/sms/{group_id}' } },
			},
			{
				name: 'Send',
				value: 'send',
				description: 'Send one <b>SMS</b>',
				routing: { request: { method: 'POST', url: '', body: { action: 'send_sms' } } },
			},
			{ name: 'Send Many', value: 'sendMany', description: 'Send several' },
		],
		default: 'send',
	},
	{
		displayName: 'Costs money.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: forSms('send', 'sendMany'),
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 49|1',
		description: 'See <a href="https://example.com">this page</a>',
		hint: 'A_B and [x] are not *marks*',
		displayOptions: forSms('send', 'sendMany'),
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: forSms('getAll'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		displayOptions: { show: { resource: ['sms'], operation: ['getAll'], returnAll: [false] } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		default: {},
		displayOptions: forSms('send'),
		options: [
			{
				displayName: 'Route',
				name: 'route',
				type: 'options',
				options: [
					{ name: 'Fast', value: 1, description: 'Costs more' },
					{ name: 'Slow', value: 0 },
				],
				default: 0,
			},
		],
	},
];

const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		options: [
			{ name: 'Balance Low', value: 'balance', description: 'The balance is low' },
			{ name: 'SMS Received', value: 'received', description: 'An SMS came in' },
		],
		default: 'received',
	},
	{
		displayName: 'You need a number.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { event: ['received'] } },
	},
	{ displayName: 'Simplify', name: 'simplify', type: 'boolean', default: true },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [
			{
				displayName: 'Phone',
				name: 'phone',
				type: 'string',
				default: '',
				displayOptions: { show: { '/event': ['received'] } },
			},
		],
	},
];

function catalogueOf(properties = nodeProperties): Catalogue {
	const describe = (name: string, fields: INodeProperties[]): INodeTypeDescription => ({
		displayName: name,
		name,
		group: ['output'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: fields,
	});
	const secret: INodeProperties = {
		displayName: 'Token',
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
	};
	return {
		nodes: new Map([
			['node', describe('node', properties)],
			['trigger', describe('trigger', triggerProperties)],
		]),
		credentials: new Map([['api', { displayName: 'API', properties: [secret] }]]),
	};
}

function pageFor(request: string, between = ''): string {
	return `By hand.\n\n<!-- generated: ${request} -->\n${between}<!-- /generated -->\n\nMore by hand.\n`;
}

const fieldHeadings =
	'| Field | Type | Required | Default | Description |\n| --- | --- | --- | --- | --- |\n';

const sendFields =
	'**Note:** Costs money.\n\n' +
	fieldHeadings +
	'| **To** | Text | Yes |  | See [this page](https://example.com). A_B and \\[x\\] are not \\*marks\\*. Example: `49\\|1`. |\n' +
	'| **Additional Fields > Route** | Choice |  | **Slow** | **Fast**: Costs more.<br>**Slow** |';

test.each([
	['credential api', fieldHeadings + '| **Token** | Text, hidden |  |  |  |'],
	[
		'operations node',
		'| Resource | Operation | What it does |\n| --- | --- | --- |\n' +
			'| SMS | [Get Many](#sms-get-many) | Retrieve many SMS. |\n' +
			'| SMS | [Send](#sms-send) | Send one **SMS**. |\n' +
			'| SMS | [Send Many](#sms-send-many) | Send several. |',
	],
	['fields node sms send', sendFields],
	[
		'fields node sms getAll',
		fieldHeadings +
			'| **Return All** | Switch |  | off |  |\n' +
			'| **Limit** | Number |  | 50 | Only if **Return All** is off. |',
	],
	[
		'events trigger',
		'| Trigger On | Starts the workflow when | Good to know |\n| --- | --- | --- |\n' +
			'| **Balance Low** | The balance is low. |  |\n' +
			'| **SMS Received** | An SMS came in. | You need a number. |',
	],
	[
		'settings trigger',
		'| Field | Trigger On | Type | Default | Description |\n| --- | --- | --- | --- | --- |\n' +
			'| **Simplify** | all | Switch | on |  |\n' +
			'| **Options > Phone** | SMS Received | Text |  |  |',
	],
])('the table “%s” says what the description says, and nothing else changes', (request, table) => {
	const page = pageFor(request, 'what stood there before\n');
	expect(fillPage(page, catalogueOf(), 'page')).toBe(pageFor(request, `\n${table}\n\n`));
});

test.each([
	['fields node sms send sendMany', /differ in their fields/],
	['fields node sms stop', /nothing in the package for the table “fields node sms stop”/],
	['credential other', /nothing in the package/],
	['operations other', /nothing in the package/],
	['pictures node', /makes no table “pictures node”/],
])('the table “%s” is refused', (request, sentence) => {
	expect(() => fillPage(pageFor(request), catalogueOf(), 'page')).toThrow(sentence);
});

test.each([
	['node sms getAll', '`GET /sms/{group_id}`'],
	['node sms send', '`POST` with the action `send_sms`'],
])('the call “%s” is in its line', (operation, call) => {
	const lineWith = (between: string) =>
		`- Call: <!-- call: ${operation} -->${between}<!-- /call -->, `;
	const page = (between: string) => `${lineWith(between)}once.\n${lineWith(between)}twice.\n`;
	expect(fillPage(page('`what stood there`'), catalogueOf(), 'page')).toBe(page(call));
});

test.each(['node sms stop', 'node sms sendMany', 'other sms send'])(
	'the call “%s” is refused',
	(operation) => {
		const page = `<!-- call: ${operation} --><!-- /call -->`;
		expect(() => fillPage(page, catalogueOf(), 'page')).toThrow(/nothing in the package for/);
	},
);

test('operations with the same fields share a table', () => {
	const alike = nodeProperties.filter(({ name }) => name !== 'additionalFields');
	const filled = fillPage(pageFor('fields node sms send sendMany'), catalogueOf(alike), 'page');
	expect(filled).toContain('| **To** |');
});

test.each([
	['Use <code>a_*b*</code> &amp; <em>c</em>,<br> d', 'Use `a_*b*` & _c_, d'],
	['1 < 2, first_name and _x_', '1 \\< 2, first_name and \\_x\\_'],
])('the text %j becomes %j', (html, markdown) => {
	expect(htmlToMarkdown(html)).toBe(markdown);
});

test('an unknown tag is refused', () => {
	expect(() => htmlToMarkdown('<table>')).toThrow('does not know the tag <table>');
});

test.each([
	'<!-- generated: credential api -->\n',
	'<!-- generated: credential api -->\n<!-- generated: credential api -->\n<!-- /generated -->',
])('a marker without an end is refused', (page) => {
	expect(() => tablesIn(page, 'page.md')).toThrow(/^page\.md has \d tables that begin/);
});

test('a call without an end is refused', () => {
	const page = '<!-- call: node sms send -->`POST`\n<!-- /call -->\n';
	expect(() => tablesIn(page, 'page.md')).toThrow(
		'page.md has 1 calls that begin, and 0 that end.',
	);
});

test('tables and calls that no page has are named', () => {
	const present = [
		'credential api',
		'operations node',
		'fields node sms send sendMany',
		'call node sms send',
	];
	expect(missingTables(catalogueOf(), present)).toEqual([
		'fields node sms getAll',
		'call node sms getAll',
		'call node sms sendMany',
		'events trigger',
		'settings trigger',
	]);
});

describe('npm run docs -- --check', () => {
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'docs-'));
		await cp(join(repository, 'docs'), folder, { recursive: true });
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	const check = async () =>
		await promisify(execFile)(
			process.execPath,
			['scripts/docs.mts', '--no-build', '--check', '--folder', folder],
			{
				cwd: repository,
			},
		).then(
			() => '',
			(error: { stderr: string }) => error.stderr,
		);

	test('accepts the pages as they are', async () => {
		expect(await check()).toBe('');
	});

	test('names the page with a table that is out of date, and the command, and writes nothing', async () => {
		const path = join(folder, 'smstools.md');
		const drifted = (await readFile(path, 'utf8')).replace('Max number of results', 'Some results');
		await writeFile(path, drifted);
		const said = await check();
		expect(said).toContain('Run: npm run docs');
		expect(said).toContain(path);
		expect(said).not.toContain('textboost.md');
		expect(await readFile(path, 'utf8')).toBe(drifted);
	});

	test('names a table that is missing', async () => {
		const path = join(folder, 'smstools.md');
		const page = await readFile(join(repository, 'docs/smstools.md'), 'utf8');
		await writeFile(path, page.replace(/<!-- generated: events [^]*?<!-- \/generated -->/, ''));
		expect(await check()).toContain('events smsGatewayApiTrigger');
	});
});

describe('links', () => {
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'links-'));
		await writeFile(join(folder, 'other.md'), '# One: two & three\n\n## One: two & three\n');
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	test.each([
		['other.md#one-two--three', true],
		['other.md#one-two--three-1', true],
		['other.md#one-two--three-2', false],
		['missing.md', false],
		['#here', true],
		['#there', false],
		['https://example.com/missing', true],
		['https://example.org/own/other.md#one-two--three', true],
		['https://example.org/own/missing.md', false],
	])('%s leads somewhere: %p', async (link, isRight) => {
		const page = join(folder, 'page.md');
		await writeFile(page, `# Here\n\n[a link](${link})\n\n\`[code](missing.md)\`\n`);
		const broken = isRight ? [] : [`page.md: ${link}`];
		expect(brokenLinks(page, folder, 'https://example.org/own/')).toEqual(broken);
	});

	test('all links of the pages lead somewhere', async () => {
		const names = (await readdir(join(repository, 'docs'))).map((name) => `docs/${name}`);
		const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...names].filter((name) =>
			name.endsWith('.md'),
		);
		const broken = pages.flatMap((name) =>
			brokenLinks(join(repository, name), repository, onGitHub),
		);
		expect(broken).toEqual([]);
	});

	test('so do those that n8n shows beside nodes and credentials', async () => {
		const files: string[] = [];
		for (const folder of ['nodes', 'credentials']) {
			const names = await readdir(join(repository, folder), { recursive: true });
			const wanted = names.filter((name) => /\.node\.json$|\.credentials\.ts$/.test(name));
			files.push(...wanted.map((name) => join(repository, folder, name)));
		}
		expect(files.length).toBeGreaterThan(0);
		const links: Array<[string, string]> = [];
		for (const file of files) {
			const text = await readFile(file, 'utf8');
			for (const [link] of text.matchAll(/https:\/\/github\.com\/[^'"\s]+/g)) {
				links.push([file, link]);
			}
		}
		expect(links.length).toBeGreaterThanOrEqual(files.length);
		const broken = links.filter(
			([file, link]) =>
				!link.startsWith(onGitHub) || !leadsSomewhere(link, file, repository, onGitHub),
		);
		expect(broken.map(([file, link]) => `${basename(file)}: ${link}`)).toEqual([]);
	});
});
