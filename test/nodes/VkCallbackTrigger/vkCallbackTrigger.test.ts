import { resolveWebhookDescriptionField, webhookDescriptionIsNativelyResolvable, type IDataObject, type IWebhookDescription, type IWebhookFunctions } from 'n8n-workflow';

import { VkCallbackTrigger } from '../../../nodes/VkCallbackTrigger/VkCallbackTrigger.node';

const CREDENTIAL = { groupId: 'club7', callbackConfirmation: 'abc', callbackSecret: 'секрет' };
const EVENT = { type: 'wall_reply_new', group_id: 7, event_id: 'e1', secret: 'секрет', object: { id: 3, from_id: 500, post_id: 2, owner_id: -7, date: 1_795_478_400, text: 'Яма' } };

async function call(body: unknown, memory: IDataObject = {}, credential: (() => IDataObject) = () => CREDENTIAL) {
	const sent: Record<string, unknown> = {};
	const response = {
		status: (code: number) => Object.assign(response, void (sent['status'] = code)),
		set: (name: string, value: string) => Object.assign(response, void (sent[name] = value)),
		type: () => response,
		send: (text: string) => Object.assign(response, void (sent['body'] = text)),
	};
	const context = {
		getResponseObject: () => response,
		getBodyData: () => body,
		getWorkflowStaticData: () => memory,
		getCredentials: async () => await Promise.resolve(credential()),
		logger: { error: () => undefined },
		helpers: { returnJsonArray: (json: IDataObject) => [{ json }] },
	} as unknown as IWebhookFunctions;
	const result = await new VkCallbackTrigger().webhook.call(context);
	return { sent, items: result.workflowData?.[0] ?? [], result };
}

describe('VK Callback Trigger', () => {
	it('has an address that n8n reads without its expression engine', () => {
		const [webhook] = new VkCallbackTrigger().description.webhooks as [IWebhookDescription];
		expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
		expect(resolveWebhookDescriptionField({ parameters: { path: 'vk-callback' } }, webhook, 'path')).toEqual({ resolved: true, value: 'vk-callback' });
	});

	it('confirms, takes an event once and answers ok both times', async () => {
		const memory: IDataObject = {};
		expect((await call({ type: 'confirmation', group_id: 7 }, memory)).sent).toEqual({ status: 200, body: 'abc' });
		const first = await call(EVENT, memory);
		expect(first.sent).toEqual({ status: 200, body: 'ok' });
		expect(first.items).toEqual([{ json: expect.objectContaining({ externalId: 'wall-7_2_r3', text: 'Яма' }) as unknown }]);
		const second = await call(EVENT, memory);
		expect([second.sent, second.items]).toEqual([{ status: 200, body: 'ok' }, []]);
		expect(second.result.noWebhookResponse).toBe(true);
	});

	it('refuses a stranger', async () => {
		expect(await call({ ...EVENT, secret: 'нет' })).toMatchObject({ sent: { status: 403 }, items: [] });
	});

	it('asks VK to come again when it cannot take the event', async () => {
		const { sent, items } = await call(EVENT, {}, () => {
			throw new Error('credentials cannot be read');
		});
		expect(sent).toEqual({ status: 503, 'Retry-After': '60', body: 'try again later' });
		expect(items).toEqual([]);
	});
});
