import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const FILES = {
	'/': ['index.html', 'text/html'],
	'/phone.css': ['phone.css', 'text/css'],
	'/phone.mjs': ['phone.mjs', 'text/javascript'],
} as const;

/** Only what comes from here, so that a text that was mistaken for HTML could do nothing either. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the page for people at `/`. */
export function addPage(app: FastifyInstance): void {
	for (const [path, [name, type]] of Object.entries(FILES)) {
		app.get(path, async (_request, reply) =>
			reply
				.type(`${type}; charset=utf-8`)
				.headers({
					'content-security-policy': POLICY,
					'referrer-policy': 'no-referrer',
					'x-content-type-options': 'nosniff',
					'cache-control': 'no-store',
				})
				.send(await readFile(join(import.meta.dirname, 'page', name))),
		);
	}
}
