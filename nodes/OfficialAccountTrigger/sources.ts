import type { ICredentialDataDecryptedObject, IPollFunctions } from 'n8n-workflow';

import type { Source } from '../../core/channels/collecting';
import { facebookPage, facebookTagged, instagramMedia, instagramTags } from '../../core/channels/meta/collect';
import { metaSettings } from '../../core/channels/meta/settings';
import { okChats, okDiscussions } from '../../core/channels/ok/collect';
import { okSettings } from '../../core/channels/ok/settings';
import { boardSource, mentionsSource, messagesSource, topicNumbers } from '../../core/channels/vk/collect/others';
import { wallSource } from '../../core/channels/vk/collect/wall';
import { vkSettings } from '../../core/channels/vk/settings';
import { clientBase } from '../shared/network';

interface Network {
	readonly credential: string;
	/** Fields of which one at least is filled once the officer has begun to set the network up. */
	readonly filled: readonly string[];
	/** What the officer must switch on in the credential; absent: nothing. */
	readonly switch?: string;
	readonly sources: (credential: ICredentialDataDecryptedObject, kinds: ReadonlySet<string>, context: IPollFunctions, timeoutS: number) => (Source | false)[];
}

/** What is read of each network, as the node's panel says. */
export const NETWORKS: Readonly<Record<string, Network>> = {
	vk: {
		credential: 'vkApi',
		filled: ['groupId', 'communityToken', 'userToken', 'serviceToken'],
		sources: (credential, kinds, context, timeoutS) => {
			const client = { ...clientBase(context), settings: vkSettings(credential, timeoutS) };
			return [
				(kinds.has('comments') || kinds.has('posts')) && wallSource(client, { comments: kinds.has('comments'), posts: kinds.has('posts') }),
				kinds.has('board') && boardSource(client, topicNumbers(context.getNodeParameter('vkTopics', '') as string)),
				kinds.has('messages') && messagesSource(client),
				kinds.has('mentions') && mentionsSource(client),
			];
		},
	},
	ok: {
		credential: 'okApi',
		filled: ['groupId', 'applicationKey', 'accessToken'],
		sources: (credential, kinds, context, timeoutS) => {
			const client = { ...clientBase(context), settings: okSettings(credential, timeoutS) };
			return [kinds.has('comments') && okDiscussions(client), kinds.has('messages') && okChats(client)];
		},
	},
	facebook: {
		credential: 'metaApi',
		filled: ['pageToken'],
		switch: 'facebookOn',
		sources: (credential, kinds, context, timeoutS) => {
			const client = { ...clientBase(context), settings: metaSettings(credential, timeoutS) };
			return [(kinds.has('comments') || kinds.has('posts')) && facebookPage(client, { comments: kinds.has('comments'), posts: kinds.has('posts') }), kinds.has('mentions') && facebookTagged(client)];
		},
	},
	instagram: {
		credential: 'metaApi',
		filled: ['pageToken'],
		switch: 'instagramOn',
		sources: (credential, kinds, context, timeoutS) => {
			const client = { ...clientBase(context), settings: metaSettings(credential, timeoutS) };
			return [kinds.has('comments') && instagramMedia(client), kinds.has('mentions') && instagramTags(client)];
		},
	},
};

export interface SourcesFound {
	readonly sources: readonly Source[];
	/** Nothing to do and nothing wrong: the credential is still empty, or the network is off. */
	readonly resting: boolean;
}

/** What this node is to read. */
export async function sourcesOf(context: IPollFunctions, network: string, timeoutS: number): Promise<SourcesFound> {
	const spec = NETWORKS[network];
	if (!spec) return { sources: [], resting: false };
	const credential = await context.getCredentials(spec.credential);
	const isEmpty = spec.filled.every((field) => String(credential[field] ?? '').trim() === '');
	const isOff = spec.switch !== undefined && credential[spec.switch] !== true;
	const kinds = new Set(context.getNodeParameter(`${network}Kinds`, ['comments', 'posts']) as string[]);
	return { sources: spec.sources(credential, kinds, context, timeoutS).filter((one) => one !== false), resting: isEmpty || isOff };
}
