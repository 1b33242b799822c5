/** Campaigns came with version 3.7 of the server (fact sheet, sections 2 and 16.10). */
export const NO_CAMPAIGNS = {
	message:
		'This host has no campaigns under its Base URL: they need a newer version of the server.',
	advice:
		'If your host says that it has campaigns, check the Base URL in the credential. Otherwise use SMS > Send Many, with the numbers of Contact > Get Many.',
};

/** Version 3.8 makes campaigns, but does not show them (fact sheet, section 16.10). */
export const NO_VIEW_OF_CAMPAIGNS = {
	message:
		'This host does not show campaigns under its Base URL: that needs a newer version of the server.',
	advice:
		'Check what happened to the campaign on the website of your host. Or send with SMS > Send Many: you can then get each SMS by its ID.',
};
