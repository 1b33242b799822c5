/**
 * What n8n-core needs before it is loaded. Import this file first: n8n-core reads its environment,
 * and writes its encryption key, while it is being imported.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { FOLDER_VARIABLE } from './temporaryFolder.mts';

const runFolder = process.env[FOLDER_VARIABLE] ?? tmpdir();
const userFolder = mkdtempSync(join(runFolder, 'n8n-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
process.env.N8N_LOG_LEVEL = 'silent';
