import { estimate } from '../../../shared/cost/messageCost';
import { estimateOperation } from '../../../shared/sending/estimateOperation';
import { SMS_SIZES } from '../../records/smsSizes';

export const smsEstimate = estimateOperation((fields) =>
	estimate(fields.text('message', 'Message'), SMS_SIZES),
);
