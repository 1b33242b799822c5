// Runs a program that is no JavaScript in the process group of this process, which startScript has started: so it ends
// with the one that started us, and is stopped in the same way. Plain JavaScript, as endWithParent.mjs.
import { spawn } from 'node:child_process';

const [uid, gid, command, ...args] = process.argv.slice(2);
// Nothing stands for the user of this process.
const user = uid === '' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...user });

// They reach the program as well, which takes its time to end.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
child.once('error', ({ message }) => {
	process.stderr.write(`${message}\n`);
	process.exitCode = 1;
});
child.once('exit', (code) => {
	process.exitCode = code ?? 1;
	// Or else the channel to whoever has started us would keep this process.
	if (process.connected) process.disconnect();
});
