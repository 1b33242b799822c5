import { notCounted } from '../../../shared/cost/messageCost';
import { SEND } from '../../api/endpoints';
import { smsOperation } from '../../gateway';

/** A text that is read out on the phone, to one number in each request (vendor document, voice). */
export const smsSendVoice = smsOperation(SEND, {
	type: 'voice',
	maxPerRequest: 1,
	acrossItems: false,
	readText: (fields) => notCounted(fields.text('message', 'Message')),
	readTypeFields: (fields) => ({
		language: fields.text('language', 'Language'),
		gender: fields.text('gender', 'Voice'),
	}),
});
