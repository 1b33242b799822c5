const { rm } = require('node:fs/promises');
const { dest, parallel, src } = require('gulp');

/** Empties dist, so that a renamed or deleted source leaves nothing behind in the package. */
function clean() {
	return rm('dist', { recursive: true, force: true });
}

function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.clean = clean;
exports.assets = parallel(icons, codex);
