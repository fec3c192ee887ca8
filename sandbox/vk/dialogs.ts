import type { Store, Topic } from '../state';
import { addRemark, OWN, remarkOf, remarksOf, topicOf } from '../topics';
import { VkRefusal } from './refusal';

type Given = Readonly<Record<string, string>>;

/** The messages to the community: a conversation is a `Topic` of kind `dialog`, its id the person's number. */
export function messagesSend(store: Store, given: Given): unknown {
	if (given['random_id'] === undefined) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: random_id is required');
	const topic = dialogOf(store, given);
	if (store.state.blocked.includes(topic.authorId)) throw new VkRefusal(900);
	if (topic.closed) throw new VkRefusal(901);
	const text = given['message']?.trim() ?? '';
	const attachments = (given['attachment'] ?? '').split(',').filter((one) => one !== '');
	if (text === '' && attachments.length === 0) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: message is empty or invalid');
	const replyTo = repliedTo(given);
	const answered = replyTo === undefined ? undefined : remarkOf(store, replyTo);
	if (replyTo !== undefined && (answered?.topicId !== topic.id || answered.deleted)) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: forward is incorrect');
	const earlier = store.state.options.rememberGuid ? remarksOf(store, topic).find((one) => one.guid === given['random_id']) : undefined;
	const remark = earlier ?? addRemark(store, topic, { authorId: OWN.vk, at: store.now(), text, guid: given['random_id'], ...(replyTo === undefined ? {} : { replyTo }), ...(attachments.length === 0 ? {} : { attachments }) });
	return Number(remark.id);
}

/** `forward` with `is_reply`: the message that is answered, by its number in the conversation. */
function repliedTo(given: Given): string | undefined {
	if (given['forward'] === undefined) return given['reply_to'];
	const { conversation_message_ids: ids = [] } = JSON.parse(given['forward']) as { conversation_message_ids?: number[] };
	return ids[0] === undefined ? undefined : String(ids[0]);
}

function dialogOf(store: Store, given: Given): Topic {
	const topic = topicOf(store, given['peer_id'] ?? given['user_id'] ?? '');
	if (topic?.kind !== 'dialog' || topic.deleted) throw new VkRefusal(936);
	return topic;
}
