import { SegmentedMessage } from 'sms-segments-calculator';

/** How many SMS a text takes on its way to a phone, whatever the gateway bills. */
export interface SegmentCount {
	segments: number;
	encoding: 'GSM-7' | 'UCS-2';
}

/** Counts with a library that is not ours, so that it can be compared with what our nodes count. */
export function segmentsOf(text: string): SegmentCount {
	const { segmentsCount, encodingName } = new SegmentedMessage(text);
	return { segments: segmentsCount, encoding: encodingName };
}
