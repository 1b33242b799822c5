import { readFile } from 'node:fs/promises';

/** Of Linux, in clock ticks (proc(5), stat; sysconf(3), _SC_CLK_TCK). */
const TICKS_PER_SECOND = 100;

/** User and system time of a process so far, in seconds. Linux only. */
export async function cpuOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name of the program is in parentheses, and may hold blanks. After it come fields 3 and on; 14 and 15 are wanted.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** How much a process has written to disks so far, in bytes (proc(5), io). Linux only. */
export async function bytesWrittenBy(pid: number): Promise<number> {
	const io = await readFile(`/proc/${pid}/io`, 'utf8');
	const [, bytes] = /^write_bytes: (\d+)$/m.exec(io) ?? [];
	return Number(bytes);
}
