import { SANDBOX } from '../../sandbox/config';
import { credentialsOf, type WantedCredential, type WorkflowFile } from '../setup/files';

/** Where the sandbox of this stand listens. */
export interface SandboxPlace {
	readonly httpUrl: string;
	readonly smtpPort: number;
}

export interface CredentialRow extends WantedCredential {
	readonly data: Readonly<Record<string, unknown>>;
}

/** What to write into a credential of each type so that it leads to the sandbox. */
const TO_SANDBOX: Readonly<Record<string, (place: SandboxPlace) => Readonly<Record<string, unknown>>>> = {
	incidentManagerApi: ({ httpUrl }) => ({ baseUrl: `${httpUrl}/im`, token: SANDBOX.im.token }),
	vkApi: ({ httpUrl }) => ({
		baseUrl: `${httpUrl}/vk`,
		version: '5.199',
		groupId: String(SANDBOX.vk.groupId),
		communityToken: SANDBOX.vk.communityToken,
		userToken: SANDBOX.vk.userToken,
		serviceToken: SANDBOX.vk.serviceToken,
		callbackConfirmation: SANDBOX.vk.callbackConfirmation,
		callbackSecret: SANDBOX.vk.callbackSecret,
	}),
	okApi: ({ httpUrl }) => ({ ...SANDBOX.ok, baseUrl: `${httpUrl}/ok`, sessionSecretKey: '', repliesAllowed: true, photosAllowed: true }),
	metaApi: ({ httpUrl }) => ({ ...SANDBOX.meta, baseUrl: `${httpUrl}/graph`, facebookOn: true, instagramOn: true, photosAllowed: true }),
	httpHeaderAuth: () => ({ name: 'Authorization', value: SANDBOX.messengers.maxToken }),
	telegramApi: ({ httpUrl }) => ({ accessToken: SANDBOX.messengers.telegramToken, baseUrl: `${httpUrl}/telegram` }),
	smtp: ({ smtpPort }) => ({ user: '', password: '', host: '127.0.0.1', port: smtpPort, secure: false, disableStartTls: true }),
};

/**
 * The credentials that the workflows name, filled with the sandbox's addresses: the only place, with the
 * settings table, that knows them.
 *
 * @throws when a workflow names a credential of a type that leads nowhere in the sandbox
 */
export function sandboxCredentials(workflows: readonly WorkflowFile[], place: SandboxPlace): CredentialRow[] {
	return credentialsOf(workflows).map((wanted) => {
		const make = TO_SANDBOX[wanted.type];
		if (make === undefined) throw new Error(`The sandbox has nothing for the credential «${wanted.name}» of type ${wanted.type}`);
		return { ...wanted, data: make(place) };
	});
}
