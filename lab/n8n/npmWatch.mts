import { readFileSync } from 'node:fs';

/** How soon it is noticed. */
const millisecondsBetween = 500;

/**
 * Calls back once when the npm that started this process has gone. A signal to npm does not reach this process: npm
 * hands it to the shell that it starts for a script, which ends and leaves us running; and a killed npm tells nobody.
 * A process that no npm started is left alone.
 */
export function onceNpmIsGone(callback: () => void): void {
	if (process.env['npm_lifecycle_event'] === undefined) return;
	const started = parents();
	const timer = setInterval(() => {
		if (parents() === started) return;
		clearInterval(timer);
		callback();
	}, millisecondsBetween);
	timer.unref();
}

/**
 * The process that started this one and, where that is a shell which runs one command, the one that started the
 * shell. Only Linux tells the latter.
 */
function parents(): string {
	const parent = process.ppid;
	// Some shells let the command replace them: then the parent is npm, and what started npm does not matter.
	const isShell = readProcess(parent, 'cmdline').split('\0')[1] === '-c';
	// What is before the last parenthesis is the name, which may hold anything.
	const [, grandparent] = readProcess(parent, 'stat').split(') ').at(-1)?.split(' ') ?? [];
	return isShell ? `${parent} ${grandparent}` : String(parent);
}

function readProcess(pid: number, file: 'cmdline' | 'stat'): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return '';
	}
}
