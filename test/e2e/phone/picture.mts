import { join } from 'node:path';
import { sendBare } from '../../../lab/gateways/bareSend.mts';
import { smsGateway24 } from '../../../lab/gateways/smsGateway24.mts';
import { smstools } from '../../../lab/gateways/smstools.mts';
import { addCustomers } from '../../../lab/sandbox/logins.mts';
import { MAGIC_NUMBERS } from '../../../lab/sandbox/magicNumbers.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import { startBrowser } from '../editor/browser.mts';
import type { Case } from '../case.mts';
import { chosen } from '../runner.mts';
import { PhonePage } from './phonePage.mts';

const ada = '+447700900801';

/** The picture of the page in the docs. */
export const phonePicture: Case = {
	title: 'phone',
	async run({ session: { userFolder } }) {
		const sandbox = await startSandbox();
		try {
			addCustomers(sandbox);
			await using browser = await startBrowser();
			const viewport = { width: 1400, height: 760 };
			await using phone = await PhonePage.open(browser, sandbox.origin, { viewport });
			await sendBare(sandbox, smstools, `+${MAGIC_NUMBERS.optedOut}`, 'Your order has shipped.');
			await sendBare(sandbox, smsGateway24, ada, 'Hello Ada, thank you. We will call you back.');
			await phone.bubble('Hello Ada').locator('.delivered').waitFor();
			sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: ada, text: 'When? 😊' });
			await phone.bubble('When?').waitFor();
			await sendBare(
				sandbox,
				smsGateway24,
				ada,
				'At 3 pm. Change it here: https://example.com/call/4821',
			);
			const refused = phone.bubble('Your order has shipped.');
			await refused.getByRole('button', { name: /^Details/ }).click();
			await phone.page.locator('#detail .rule').waitFor();
			await phone.page.locator('summary', { hasText: 'SmsGateway24' }).click();
			await phone.bubble('At 3 pm').locator('.delivered').waitFor();
			const folder = chosen().pictures ?? userFolder;
			await phone.page.screenshot({ path: join(folder, 'phone.png'), animations: 'disabled' });
		} finally {
			await sandbox.close();
		}
		return 'phone.png';
	},
};
