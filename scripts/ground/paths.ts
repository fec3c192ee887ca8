import { homedir } from 'node:os';
import { join } from 'node:path';

/** The checkout. */
export const ROOT = join(__dirname, '../..');

/** Where the pinned n8n is kept, shared by all checkouts of this user. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'n8n-nodes-incident-desk');

export const PACKAGE_NAME = 'n8n-nodes-incident-desk';
