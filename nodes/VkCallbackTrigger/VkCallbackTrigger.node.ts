import type { INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallback, type CallbackSettings } from '../../core/channels/vk/callback';
import { vkSettings } from '../../core/channels/vk/settings';
import { description } from './description';

/** Event ids remembered: VK repeats within minutes, a busy community makes a few hundred events in that time. */
const REMEMBERED = 2_000;
/** Seconds after which VK is to ask again when the event cannot be taken now. */
const RETRY_AFTER = 60;

/** The part of Express's response that is used here. */
interface Answer {
	status(code: number): Answer;
	set(name: string, value: string): Answer;
	type(mime: string): Answer;
	send(text: string): Answer;
}

export class VkCallbackTrigger implements INodeType {
	description = description;

	/** Answers VK at once; what is to be registered goes on in the execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const response = this.getResponseObject() as unknown as Answer;
		try {
			const memory: { events?: string[] } = this.getWorkflowStaticData('node');
			const known = memory.events ?? [];
			const verdict = readCallback(this.getBodyData(), await settingsOf(this), new Date().toISOString(), (eventId) => known.includes(eventId));
			if (verdict.eventId !== undefined) memory.events = [...known, verdict.eventId].slice(-REMEMBERED);
			response.status(verdict.status).type('text/plain').send(verdict.answer);
			return { noWebhookResponse: true, ...(verdict.message ? { workflowData: [this.helpers.returnJsonArray({ ...verdict.message })] } : {}) };
		} catch (error) {
			this.logger.error(`VK Callback Trigger: ${error instanceof Error ? error.message : String(error)}`);
			response.status(503).set('Retry-After', String(RETRY_AFTER)).type('text/plain').send('try again later');
			return { noWebhookResponse: true };
		}
	}
}

async function settingsOf(node: IWebhookFunctions): Promise<CallbackSettings> {
	const credential = await node.getCredentials('vkApi');
	const text = (name: string): string => String(credential[name] ?? '').trim();
	return { groupId: vkSettings(credential, 0).groupId, confirmation: text('callbackConfirmation'), secret: text('callbackSecret') };
}
