import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { freePort, isFree } from '../ground/ports';

/** Made once, kept in a file only its owner can read. */
export interface Secrets {
	readonly encryptionKey: string;
	/** Of every sign-in of this stand: all people in it are invented. */
	readonly password: string;
	readonly apiKey?: string;
}

export interface Ports {
	readonly n8n: number;
	readonly sandbox: number;
	readonly smtp: number;
}

/** What is already done: a step done once is never repeated, so that what people changed stays. */
export interface Progress {
	readonly ports?: Ports;
	readonly imported: readonly string[];
	readonly activated: readonly string[];
	readonly prepared: boolean;
	readonly peopled: boolean;
	readonly seeded: boolean;
}

const FRESH: Progress = { imported: [], activated: [], prepared: false, peopled: false, seeded: false };
const WANTED: Ports = { n8n: 5678, sandbox: 8100, smtp: 2525 };
const VARIABLES: Readonly<Record<keyof Ports, string>> = { n8n: 'INCIDENT_DESK_PORT', sandbox: 'INCIDENT_DESK_SANDBOX_PORT', smtp: 'INCIDENT_DESK_SMTP_PORT' };

/** The folder of one stand: n8n's user folder, the sandbox's state, the secrets and what is done. */
export class Home {
	constructor(readonly dir: string) {
		mkdirSync(dir, { recursive: true, mode: 0o700 });
		chmodSync(dir, 0o700);
	}

	get userFolder(): string {
		return join(this.dir, 'n8n');
	}

	get sandboxState(): string {
		return join(this.dir, 'sandbox.json');
	}

	get pidFile(): string {
		return join(this.dir, 'running.json');
	}

	get lockFile(): string {
		return join(this.dir, 'start.lock');
	}

	secrets(): Secrets {
		const file = join(this.dir, 'secrets.json');
		if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
		const made: Secrets = { encryptionKey: randomBytes(24).toString('base64url'), password: makePassword() };
		this.keep('secrets.json', made);
		return made;
	}

	keepApiKey(apiKey: string): void {
		this.keep('secrets.json', { ...this.secrets(), apiKey });
	}

	progress(): Progress {
		const file = join(this.dir, 'progress.json');
		return existsSync(file) ? { ...FRESH, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Progress>) } : FRESH;
	}

	done(step: Partial<Progress>): void {
		this.keep('progress.json', { ...this.progress(), ...step });
	}

	/** The ports chosen at the first start: the credentials and the mails name them, so they stay. */
	async ports(): Promise<Ports> {
		const kept = this.progress().ports;
		const named = (part: keyof Ports): number | undefined => (process.env[VARIABLES[part]] === undefined ? undefined : Number(process.env[VARIABLES[part]]));
		if (kept === undefined) {
			const ports = { n8n: named('n8n') ?? (await freePort(WANTED.n8n)), sandbox: named('sandbox') ?? (await freePort(WANTED.sandbox)), smtp: named('smtp') ?? (await freePort(WANTED.smtp)) };
			await this.mustBeFree(ports);
			this.done({ ports });
			return ports;
		}
		await this.mustBeFree(kept);
		return kept;
	}

	private async mustBeFree(ports: Ports): Promise<void> {
		for (const part of Object.keys(VARIABLES) as (keyof Ports)[]) {
			if (!(await isFree(ports[part]))) throw new Error(`Порт ${ports[part]} занят другой программой. Остановите её или, до первого запуска, задайте другой порт: ${VARIABLES[part]}=…`);
		}
	}

	private keep(name: string, value: unknown): void {
		const file = join(this.dir, name);
		writeFileSync(`${file}.new`, `${JSON.stringify(value, null, '\t')}\n`, { mode: 0o600 });
		renameSync(`${file}.new`, file);
	}
}

/** n8n wants eight characters, a digit and a capital; read aloud without mistakes. */
function makePassword(): string {
	const letters = 'abcdefghkmnpqrstuvwxyz';
	const word = (length: number): string => [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('');
	return `Palana-${word(5)}-${100 + (randomBytes(2).readUInt16BE() % 900)}`;
}
