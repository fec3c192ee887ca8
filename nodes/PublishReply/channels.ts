import type { IExecuteFunctions } from 'n8n-workflow';

import { facebookChannel, facebookRules } from '../../core/channels/facebook';
import { instagramChannel, instagramRules } from '../../core/channels/instagram';
import { metaSettings } from '../../core/channels/meta/settings';
import { okChannel, okRules } from '../../core/channels/ok';
import { okSettings } from '../../core/channels/ok/settings';
import type { ChannelOf } from '../../core/channels/publishCase';
import type { Channel, Rules } from '../../core/channels/types';
import { vkChannel, vkRules } from '../../core/channels/vk';
import { vkSettings } from '../../core/channels/vk/settings';
import { DeskError } from '../../core/errors';
import { clientBase } from '../shared/network';

export interface NodeOptions {
	readonly timeout?: number;
	readonly maxLength?: number;
}

type Credential = Readonly<Record<string, unknown>>;

interface NetworkRow {
	/** The credential's type, and what staff call it. */
	readonly credential: string;
	readonly label: string;
	/** Without the credential: refuse (VK is the network every administration has), or leave the reply to people. */
	readonly withoutIt: 'refuse' | 'byHand';
	readonly channel: (context: IExecuteFunctions, credential: Credential, options: NodeOptions) => Channel;
	/** For a preview where there is no credential to ask. */
	readonly rules: (options: NodeOptions) => Rules;
}

const seconds = (options: NodeOptions): number => options.timeout ?? 30;

const NETWORKS: Readonly<Record<string, NetworkRow>> = {
	vk: {
		credential: 'vkApi',
		label: 'VK API',
		withoutIt: 'refuse',
		channel: (context, credential, options) => vkChannel({ ...clientBase(context), settings: vkSettings(credential, seconds(options)) }, vkRules(options.maxLength)),
		rules: (options) => vkRules(options.maxLength),
	},
	ok: {
		credential: 'okApi',
		label: 'Одноклассники API',
		withoutIt: 'byHand',
		channel: (context, credential, options) => okChannel({ ...clientBase(context), settings: okSettings(credential, seconds(options)) }),
		rules: () => okRules({ repliesAllowed: false, photosAllowed: false }),
	},
	facebook: {
		credential: 'metaApi',
		label: 'Facebook и Instagram API',
		withoutIt: 'byHand',
		channel: (context, credential, options) => facebookChannel({ ...clientBase(context), settings: metaSettings(credential, seconds(options)) }),
		rules: () => facebookRules(OFF),
	},
	instagram: {
		credential: 'metaApi',
		label: 'Facebook и Instagram API',
		withoutIt: 'byHand',
		channel: (context, credential, options) => instagramChannel({ ...clientBase(context), settings: metaSettings(credential, seconds(options)) }),
		rules: () => instagramRules(OFF),
	},
};

const OFF = { facebookOn: false, instagramOn: false, photosAllowed: false };

/** The channel of a network; a credential is read once, when the first message of its network comes: one that is missing, too. */
export function channelsOf(context: IExecuteFunctions, options: NodeOptions): ChannelOf {
	const known = new Map<string, Promise<Channel | undefined>>();
	const open = async (row: NetworkRow): Promise<Channel | undefined> => {
		const credential = await readCredential(context, row);
		return credential && row.channel(context, credential, options);
	};
	return async (network) => {
		const row = Object.hasOwn(NETWORKS, network) ? NETWORKS[network] : undefined;
		if (!row) return undefined;
		const channel = known.get(network) ?? open(row);
		known.set(network, channel);
		return channel;
	};
}

/** The rules of a network without any credential; undefined: it is answered by hand. */
export const rulesOf = (network: string, options: NodeOptions): Rules | undefined => (Object.hasOwn(NETWORKS, network) ? NETWORKS[network]?.rules(options) : undefined);

async function readCredential(context: IExecuteFunctions, row: NetworkRow): Promise<Credential | undefined> {
	const chosen = context.getNode().credentials?.[row.credential] !== undefined;
	if (!chosen && row.withoutIt === 'byHand') return undefined;
	try {
		return await context.getCredentials<Record<string, unknown>>(row.credential);
	} catch (error) {
		throw new DeskError(`${row.credential.replace('Api', '').toUpperCase()}_CREDENTIAL_MISSING`, chosen ? `Учётные данные «${row.label}» прочитать не удалось.` : `В узле не выбраны учётные данные «${row.label}».`, `Попросите ИТ-специалиста выбрать их в узле; пока публикуйте вручную. (${error instanceof Error ? error.message : String(error)})`);
	}
}
