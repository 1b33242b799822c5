import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs a program and returns what it prints. @throws Error when it does not start, or ends badly */
async function run(program: string, args: readonly string[], input = ''): Promise<string> {
	// A proxy would keep it from this machine's own addresses.
	const child = spawn(program, args, { env: { PATH: process.env['PATH'] } });
	const printed = { output: '', errors: '' };
	child.stdout.on('data', (chunk) => (printed.output += String(chunk)));
	child.stderr.on('data', (chunk) => (printed.errors += String(chunk)));
	// It may end without having read its input.
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	const [code] = (await once(child, 'close')) as unknown[];
	if (code === 0) return printed.output;
	throw new Error(`${program} ended with exit code ${String(code)}: ${printed.errors}`);
}

/** @throws Error that says what to install, where curl is missing */
export async function requireCurl(): Promise<void> {
	await run('curl', ['--version']).catch(() => {
		throw new Error('This test needs curl, which is missing. On Debian: apt-get install curl');
	});
}

/** @throws Error that says what to install, where PHP or its cURL is missing */
export async function requirePhp(): Promise<void> {
	const modules = await run('php', ['-m']).catch(() => '');
	if (/^curl$/im.test(modules)) return;
	const missing = modules === '' ? 'PHP' : "PHP's cURL";
	throw new Error(
		`This test needs ${missing}, which is missing. On Debian: apt-get install php-cli php-curl`,
	);
}

/** Runs a curl command as somebody types it, and returns the body of the answer. */
export async function curl(command: string): Promise<string> {
	return await run('sh', ['-c', command]);
}

/** A request that PHP makes. */
export interface PhpRequest {
	method: 'GET' | 'POST';
	url: string;
	headers: string[];
	/** What CURLOPT_POSTFIELDS is: the array, or the array as JSON. */
	body?: { fields: Record<string, string>; as: 'array' | 'json' };
}

/** Makes a request with PHP's cURL, and returns the body of the answer. */
export async function php(request: PhpRequest): Promise<string> {
	return await run('php', [join(import.meta.dirname, 'client.php')], JSON.stringify(request));
}
