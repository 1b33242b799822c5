import { sendSms } from '../../sending/adapter';

/** A text that is read out on the phone, to one number in each request (vendor document, voice). */
export const smsSendVoice = sendSms({
	type: 'voice',
	maxPerRequest: 1,
	acrossItems: false,
	readTypeFields: (fields) => ({
		language: fields.text('language', 'Language'),
		gender: fields.text('gender', 'Voice'),
	}),
});
