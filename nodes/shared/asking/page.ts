import { PAGE_STYLE } from './pageStyle';
import type { Choice, PageWords, Question } from './question';

/** The page with the question, and the form to answer it. Only a click on a button of the form answers. */
export function questionPage({ text, choice, words, language }: Question, isEmpty = false): string {
	return page(
		language,
		words.title,
		`<h1 dir="auto">${escaped(words.title)}</h1>
<p class="question" dir="auto">${escaped(text)}</p>
<form method="post">
${formOf(choice, words, isEmpty)}
</form>`,
	);
}

/** A page that only says something. */
export function noticePage(language: string, notice: string): string {
	return page(language, notice, `<h1 dir="auto">${escaped(notice)}</h1>`);
}

function formOf(choice: Choice, words: PageWords, isEmpty: boolean): string {
	if (choice.responseType === 'approval') {
		const { approveLabel, declineLabel } = choice;
		return [
			isEmpty && problemOf(words),
			button('name="approved" value="true" class="main"', approveLabel),
			declineLabel !== null && button('name="approved" value="false"', declineLabel),
		]
			.filter(Boolean)
			.join('\n');
	}
	const described = isEmpty ? ' aria-invalid="true" aria-describedby="problem"' : '';
	return [
		`<label for="response" dir="auto">${escaped(words.responseLabel)}</label>`,
		isEmpty && problemOf(words),
		`<textarea id="response" name="text" dir="auto" rows="5" required${described}></textarea>`,
		button('class="main"', words.submitLabel),
	]
		.filter(Boolean)
		.join('\n');
}

function problemOf({ emptyResponse }: PageWords): string {
	return `<p id="problem" class="problem" role="alert" dir="auto">${escaped(emptyResponse)}</p>`;
}

function button(attributes: string, label: string): string {
	return `<button ${attributes} dir="auto">${escaped(label)}</button>`;
}

function page(language: string, title: string, main: string): string {
	return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

/** What somebody else wrote, as text of the page. */
function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
