import type { IDataObject } from 'n8n-workflow';
import type { FieldReader } from '../input/fieldReader';
import { isRecord } from '../record/json';
import { quoted } from '../record/text';

/** What the page says apart from the question. */
export interface PageWords {
	title: string;
	responseLabel: string;
	submitLabel: string;
	emptyResponse: string;
	afterResponse: string;
	closed: string;
}

/** How the person can answer. */
export type Choice =
	| { responseType: 'approval'; approveLabel: string; declineLabel: string | null }
	| { responseType: 'freeText' };

/** What a person is asked, and how the page shows it. */
export interface Question {
	text: string;
	choice: Choice;
	words: PageWords;
	/** A language tag (BCP 47). */
	language: string;
}

/** A question that waits for its answer, as the execution keeps it. */
export interface AskedQuestion extends Question {
	/** The run of the node in its execution, from 0. Only its own link may answer it. */
	run: number;
	/** The SMS, with the common fields of messages. */
	message: IDataObject;
}

/** What the page says where the user enters nothing else. */
const DEFAULT_WORDS: PageWords = {
	title: 'Please respond',
	responseLabel: 'Your response',
	submitLabel: 'Submit',
	emptyResponse: 'Please enter a response.',
	afterResponse: 'Thank you. Your response was received.',
	closed: 'This question is no longer open.',
};

const DISPLAY_NAMES: Record<keyof PageWords, string> = {
	title: 'Title',
	responseLabel: 'Response Label',
	submitLabel: 'Submit Button Label',
	emptyResponse: 'If the Response Is Empty',
	afterResponse: 'After the Response',
	closed: 'If the Question Is Closed',
};

/** Letters and digits in parts of up to 8, with hyphens between them (RFC 5646, section 2.1). */
const LANGUAGE_TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;

/**
 * Reads the question and the words of its page from the fields of an item.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readQuestion(fields: FieldReader): Question {
	const { language } = fields.collection('options');
	return {
		text: fields.text('message', 'Message').trim(),
		choice: readChoice(fields),
		words: readWords(fields),
		language: readLanguage(fields, language),
	};
}

function readChoice(fields: FieldReader): Choice {
	const responseType = fields.trimmedText(fields.value('responseType'), 'Response Type');
	if (responseType === 'freeText') return { responseType };
	if (responseType !== undefined && responseType !== 'approval') {
		throw fields.error(
			`Response Type is ${quoted(responseType)}, which does not exist.`,
			'Choose Approval or Free Text in Response Type.',
		);
	}
	const options = valuesIn(fields, 'approvalOptions');
	const label = (name: string, displayName: string, fallback: string) =>
		fields.trimmedText(options[name], displayName) ?? fallback;
	return {
		responseType: 'approval',
		approveLabel: label('approveLabel', 'Approve Button Label', 'Approve'),
		declineLabel:
			options.approvalType === 'double'
				? label('disapproveLabel', 'Disapprove Button Label', 'Decline')
				: null,
	};
}

function readWords(fields: FieldReader): PageWords {
	const { pageText } = fields.collection('options');
	const entered = inner(pageText);
	const words = { ...DEFAULT_WORDS };
	// The keys are those of the object that is filled.
	for (const name of Object.keys(words) as Array<keyof PageWords>) {
		words[name] = fields.trimmedText(entered[name], DISPLAY_NAMES[name]) ?? words[name];
	}
	return words;
}

function readLanguage(fields: FieldReader, value: unknown): string {
	const language = fields.trimmedText(value, 'Language') ?? 'en';
	if (LANGUAGE_TAG.test(language)) return language;
	throw fields.error(
		`Language is ${quoted(language)}, which is not a language code.`,
		'Enter a code such as en, fr or pt-BR in Language.',
	);
}

/** The fields within a fixed collection that n8n calls `values`. */
function valuesIn(fields: FieldReader, name: string): Record<string, unknown> {
	return inner(fields.value(name));
}

function inner(value: unknown): Record<string, unknown> {
	return isRecord(value) && isRecord(value.values) ? value.values : {};
}
