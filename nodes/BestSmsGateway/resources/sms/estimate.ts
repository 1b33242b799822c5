import { estimate } from '../../../shared/cost/messageCost';
import { estimateOperation } from '../../../shared/sending/estimateOperation';
import { CHANGE_CONSENT, textChangeField } from '../../fields/descriptions';
import { readEncoding } from '../../fields/values';
import { SMS_SIZES } from '../../records/smsSizes';
import { asStored, changeOf, FILLED_IN_FOR_NUMBERS } from '../../records/storedText';

/** With `problem` where Send refuses the text unless its field If the Gateway Would Change the Text allows the change. */
export const smsEstimate = estimateOperation((fields) => {
	const text = fields.text('message', 'Message');
	const change = changeOf(text, FILLED_IN_FOR_NUMBERS);
	const allowed = `“${textChangeField.displayName}” is ${CHANGE_CONSENT.send.option}`;
	return {
		...estimate(text, SMS_SIZES, readEncoding(fields), asStored),
		...(change !== undefined && {
			problem: `Message ${change}. It is not sent unless ${allowed}.`,
		}),
	};
});
