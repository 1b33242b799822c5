import { environmentOf } from './differences.mts';
import type { Generation } from './installation.mts';
import { withThisNodeFirst } from './npm.mts';

export interface EnvironmentOptions {
	generation: Generation;
	/** n8n keeps everything in the folder `.n8n` inside it. */
	userFolder: string;
	/** Where people and the sandbox reach n8n, on 127.0.0.1. */
	port: number;
	/** Where n8n's own task runner reaches it, on 127.0.0.1. */
	brokerPort: number;
	/** Settings of n8n beside those that all of ours have. */
	settings?: NodeJS.ProcessEnv;
}

/**
 * The environment n8n runs in. It is built from nothing rather than from ours, so that neither a
 * setting meant for another n8n (N8N_ENCRYPTION_KEY, DB_TYPE …) nor a proxy gets into it.
 */
export function n8nEnvironment(options: EnvironmentOptions): NodeJS.ProcessEnv {
	return {
		...fromSystem(),
		...withThisNodeFirst(),
		...nothingPhonesHome,
		...environmentOf(options.generation),
		N8N_USER_FOLDER: options.userFolder,
		DB_TYPE: 'sqlite',
		// n8n's own default is New York.
		GENERIC_TIMEZONE: timeZone(),
		// The default is to change; this package is not verified as long as it is not published.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',

		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(options.port),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		// Safari keeps no secure cookie of a page that came over plain http, not even from this machine.
		N8N_SECURE_COOKIE: 'false',
		...options.settings,
	};
}

/** The zone of this machine, by a name that n8n's editor knows: `UTC` is not in its `timezones.json`. */
function timeZone(): string {
	const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return name === 'UTC' ? 'Etc/UTC' : name;
}

const nothingPhonesHome = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	// The list of verified community nodes; a package that is in the user folder is loaded even so.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_REINSTALL_MISSING_PACKAGES: 'false',
};

/** What a process needs from the system around it. */
function fromSystem(): NodeJS.ProcessEnv {
	const names = ['HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
	return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
