import { readFile, writeFile } from 'node:fs/promises';

/** Forgets the most memory that a process has used so far (proc(5), clear_refs), and returns what it uses now, in bytes. */
export async function startToCountMemory(pid: number): Promise<number> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	return await statusOf(pid, 'VmRSS');
}

/** The most memory that a process has used since it was started to count, in bytes. Linux only. */
export async function peakMemoryOf(pid: number): Promise<number> {
	return await statusOf(pid, 'VmHWM');
}

/** @param field one in kB of proc(5), status */
async function statusOf(pid: number, field: string): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
	return Number(kilobytes) * 1024;
}
