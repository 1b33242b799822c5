import { estimate } from '../../../shared/cost/messageCost';
import { estimateOperation } from '../../../shared/sending/estimateOperation';
import { readEncoding } from '../../fields/values';
import { SMS_SIZES } from '../../records/smsSizes';
import { asStored } from '../../records/storedText';

export const smsEstimate = estimateOperation((fields) =>
	estimate(fields.text('message', 'Message'), SMS_SIZES, readEncoding(fields), asStored),
);
