import { SANDBOX } from '../config';
import type { Store, Topic } from '../state';
import { addRemark, OWN, topicOf } from '../topics';
import { VkRefusal, type Caller } from './refusal';

type Given = Readonly<Record<string, string>>;

/** The community's board: topics are `Topic`s of kind `board`. */
export function boardCreateComment(store: Store, given: Given, caller: Caller): unknown {
	const topic = boardTopic(store, given);
	if (topic.closed) throw new VkRefusal(213);
	const message = given['message']?.trim() ?? '';
	const attachments = (given['attachments'] ?? '').split(',').filter((one) => one !== '');
	if (message === '' && attachments.length === 0) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: message or attachments should be specified');
	const earlier = given['guid'] && store.state.options.rememberGuid ? store.state.remarks.find((one) => one.topicId === topic.id && one.guid === given['guid']) : undefined;
	const remark = earlier ?? addRemark(store, topic, { authorId: given['from_group'] === '1' ? OWN.vk : String(caller.id), at: store.now(), text: message, ...(given['guid'] ? { guid: given['guid'] } : {}), ...(attachments.length === 0 ? {} : { attachments }) });
	return Number(remark.id);
}

function boardTopic(store: Store, given: Given): Topic {
	if (Number(given['group_id']) !== SANDBOX.vk.groupId) throw new VkRefusal(15, 'Access denied: board is not available in the sandbox');
	const topic = topicOf(store, given['topic_id'] ?? '');
	if (topic?.kind !== 'board' || topic.deleted) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: topic_id is incorrect');
	return topic;
}
