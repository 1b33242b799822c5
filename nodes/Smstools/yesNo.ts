import { plainText } from '../shared/text';

/** Whether a switch is off, also as the text or number that a spreadsheet makes of it; empty is off. */
export function saysNo(value: unknown): boolean {
	return ['', 'false', 'no', 'off', '0'].includes(plainText(value).trim().toLowerCase());
}
