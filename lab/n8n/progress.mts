export interface Progress {
	/** What is being done now, in a few words; shown with the time that has gone by. */
	update(detail: string): void;
	/** Ends the display. */
	end(): void;
}

/** What is done while a package with native code is prepared, and how long that takes where it is SQLite. */
export function preparing(packages: string): string {
	const isSqlite = packages.includes('sqlite3');
	const hint = isSqlite
		? ' (where no ready SQLite can be downloaded it is compiled, about 3 minutes on a small machine)'
		: '';
	return `preparing ${packages} for this machine${hint}`;
}

/**
 * Shows that something long is going on: on a terminal one line that is rewritten every second,
 * elsewhere (a file, a CI log) a line every 15 seconds.
 */
export function showProgress(detail: string): Progress {
	const terminal = process.stdout.isTTY;
	const start = performance.now();
	let now = detail;
	const show = () => {
		const line = `  ${minutes(performance.now() - start)}  ${now}`;
		process.stdout.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
	};
	if (terminal) show();
	const timer = setInterval(show, terminal ? 1000 : 15_000);
	return {
		update(text) {
			now = text;
		},
		end() {
			clearInterval(timer);
			if (terminal) process.stdout.write('\r\x1b[K');
		},
	};
}

function minutes(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
