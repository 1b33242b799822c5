import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readObject, readText } from '../json.mts';

/** Who logs in to the workshop's n8n. */
export interface Owner {
	email: string;
	password: string;
	/** The file that both are in. */
	file: string;
}

/** Returns the owner of the n8n in a user folder, and thinks up a password the first time. */
export async function ownerOf(userFolder: string): Promise<Owner> {
	const file = join(userFolder, 'owner.json');
	const written = await readFile(file, 'utf8').catch(() => undefined);
	if (written !== undefined) {
		const { email, password } = readObject(JSON.parse(written), file);
		return { email: readText(email, 'email'), password: readText(password, 'password'), file };
	}
	// n8n asks for a capital letter and a digit.
	const password = `Sms1-${randomBytes(6).toString('hex')}`;
	const email = 'owner@example.com';
	await writeFile(file, JSON.stringify({ email, password }), { mode: 0o600 });
	return { email, password, file };
}
