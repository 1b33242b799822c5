import type { ListedMessage } from './vendor.mts';

/** The page for people: the messages in the order given. It loads itself again every two seconds. */
export function renderPage(messages: readonly ListedMessage[]): string {
	const rows = messages.map(
		({ vendor, at, direction, number, text, status }) =>
			`<tr>${[at, vendor, direction, number, text, status].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
	);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>SMS sandbox</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem; text-align: left; vertical-align: top }
td { white-space: pre-wrap }
</style>
</head>
<body>
<h1>SMS sandbox</h1>
<table>
<tr><th>Time</th><th>Gateway</th><th>Direction</th><th>Number</th><th>Text</th><th>Status</th></tr>
${rows.join('\n')}
</table>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
