import { createHmac } from 'node:crypto';

/** `appsecret_proof`: shows that the token is used by its own application (Graph API, «Securing requests»). 64 hexadecimal digits. */
export const appSecretProof = (token: string, appSecret: string): string => createHmac('sha256', appSecret).update(token, 'utf8').digest('hex');
