/** One message to one recipient, or another single thing that must not be done twice. */
export interface OutgoingMessage {
	itemIndex: number;
	/** The recipient's number, the same for two spellings of it; empty where there is none. */
	recipientKey: string;
	/** The recipient as sentences name it. */
	to?: string;
}
