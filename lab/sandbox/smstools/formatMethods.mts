import { readParameters, readJsonObject, ignoreUnknown } from '../requestParameters.mts';
import { asText } from '../requestParameters.mts';
import { bare, isInternational } from './numbers.mts';
import { CodedRefusal } from './refusals.mts';
import type { Method } from './state.mts';

/** The method that puts a number into the international format (fact sheet 8 and 14.8, two of the vendor's clients). */
export function formatMethods(): { number: Method } {
	return {
		/**
		 * `number` and `countrycode`, in the body or in the query. The vendor's clients do not say what a country code looks
		 * like; one in digits takes the place of a leading zero. The answer is not documented: `number` is inferred.
		 */
		number: ({ body, note }) => {
			const { number, countrycode } = readParameters(
				readJsonObject(body, 'The body'),
				(fields) => ({
					number: asText(fields.optional('number', (value) => value) ?? ''),
					countrycode: asText(fields.optional('countrycode', (value) => value) ?? ''),
				}),
				ignoreUnknown(note),
			);
			const digits = number.replace(/[^\d]/g, '').replace(/^00/, '');
			const formatted = digits.replace(/^0/, countrycode.replace(/^\+/, ''));
			if (!isInternational(formatted)) {
				throw new CodedRefusal(103, `Phone number ${number} is not valid`);
			}
			return { status: 200, body: { number: bare(formatted) } };
		},
	};
}
