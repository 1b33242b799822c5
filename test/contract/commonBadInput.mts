import type { BadInput } from './contract.mts';
import type { ContractedGateway } from './contracts.mts';

/** What no operation that sends to numbers takes. */
export function commonBadInput(gateway: ContractedGateway): BadInput[] {
	const { contract, parameters, phone } = gateway;
	const good = { ...parameters, to: phone(1), message: 'Hello' };
	return contract.sends.flatMap(({ resource, operation, parameters: own, textIsOptional }) => {
		const refused = (changes: BadInput[2], sentence: string): BadInput => [
			resource,
			operation,
			{ ...good, ...own, ...changes },
			sentence,
		];
		const sendAt = (value: string, sentence: string) =>
			refused({ additionalFields: { sendAt: value } }, sentence);
		const noTexts = textIsOptional ? [] : [' \n ', '={{ "" }}', '={{ null }}'];
		return [
			...['={{ "" }}', ' , ;', '={{ $json.missing }}', '={{ [] }}'].map((to) =>
				refused({ to }, 'To is empty.'),
			),
			refused(
				{ to: `${phone(1)}, Nathan` },
				'To contains “Nathan”, which is not a phone number: it contains letters.',
			),
			refused(
				{ to: '+-' },
				'To contains “+-”, which is not a phone number: it contains no digits.',
			),
			refused({ to: '+336#123' }, 'To contains “+336#123”, which has an extension.'),
			refused(
				{ to: '+336&12345678' },
				'To contains “+336&12345678”, which is not a phone number: it contains characters that a number cannot have.',
			),
			refused(
				{ to: '={{ { phone: "+33612345678" } }}' },
				'To contains “{"phone":"+33612345678"}”, which is an object and not a phone number.',
			),
			...noTexts.map((message) => refused({ message }, 'Message is empty.')),
			sendAt('2020-01-01T10:00:00', 'Send At is 2020-01-01 10:00:00 +00:00, which is in the past.'),
			sendAt('tomorrow', 'Send At is “tomorrow”, which is not a date and time.'),
			sendAt(
				'2030-02-30T10:00:00',
				'Send At is “2030-02-30T10:00:00”, which is not a date and time.',
			),
		];
	});
}
