import { createHash } from 'crypto';

/** The style of the page: readable on a small phone, light and dark, with system fonts. */
export const PAGE_STYLE = `
:root {
	color-scheme: light dark;
	--paper: #ffffff; --ink: #1a1a1a; --line: #6b6b6b; --accent: #0b57d0; --on-accent: #ffffff; --alert: #b3261e;
}
@media (prefers-color-scheme: dark) {
	:root { --paper: #16181c; --ink: #f1f1f1; --line: #a0a0a0; --accent: #a8c7fa; --on-accent: #062e6f; --alert: #f2b8b5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem; }
h1 { margin: 0 0 1rem; font-size: 1.125rem; font-weight: 600; }
p { margin: 0 0 1.5rem; overflow-wrap: anywhere; }
.question { white-space: pre-wrap; font-size: 1.25rem; }
.problem { margin: 0 0 .5rem; color: var(--alert); font-weight: 600; }
form { display: grid; gap: .75rem; }
label { font-weight: 600; }
textarea, button { width: 100%; font: inherit; border: 2px solid var(--line); border-radius: .5rem; }
textarea { min-height: 8rem; padding: .625rem; background: var(--paper); color: var(--ink); }
button { min-height: 3rem; padding: .625rem; background: var(--paper); color: var(--ink); cursor: pointer; overflow-wrap: anywhere; }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
`;

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing but this style and the page's own form: no script, no picture, no other address, in no frame. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
