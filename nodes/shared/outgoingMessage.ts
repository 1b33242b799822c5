/** One message to one recipient. */
export interface OutgoingMessage {
	itemIndex: number;
	/** The recipient's number, the same for two spellings of it. */
	recipientKey: string;
}
