import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

import { opinionPrompt, readOpinion, withOpinion, type Labels } from '../../core/triage/secondOpinion';
import type { Triage } from '../../core/triage/types';

/** n8n's chat model sub-node, as far as it is used here. */
interface ChatModel {
	invoke(prompt: string, options?: { signal?: AbortSignal }): Promise<unknown>;
}

/** Asks the attached chat model about a triage; gives the triage back unchanged when there is nothing to gain. */
export type Advisor = (triage: Triage, text: string) => Promise<Triage>;

export interface AdvisorOptions {
	readonly labels: Labels;
	readonly limit: number;
	readonly timeoutSeconds: number;
	/** Told once when the chat model fails: the triage goes on without it. */
	readonly onFailure: (reason: string) => void;
}

async function attached(node: IExecuteFunctions): Promise<ChatModel | undefined> {
	const found: unknown = await node.getInputConnectionData(NodeConnectionTypes.AiLanguageModel, 0);
	const model: unknown = Array.isArray(found) ? found[0] : found;
	return model !== null && typeof model === 'object' && typeof (model as ChatModel).invoke === 'function' ? (model as ChatModel) : undefined;
}

/** Waits for an answer no longer than told; the request is aborted then. */
async function within<T>(seconds: number, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const signal = AbortSignal.timeout(seconds * 1000);
	const late = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error(`нет ответа за ${seconds} с`)), { once: true });
	});
	return await Promise.race([start(signal), late]);
}

/**
 * The advisor of a run, or undefined where no chat model is attached. It is asked at most `limit` times, and not
 * again after a failure: a dead service must not hold up every message for the time-out.
 */
export async function advisorOf(node: IExecuteFunctions, options: AdvisorOptions): Promise<Advisor | undefined> {
	const model = await attached(node);
	if (!model) return undefined;
	let left = options.limit;
	return async (triage, text) => {
		if (!triage.onlyTopicInDoubt || left <= 0) return triage;
		left -= 1;
		try {
			const answer = await within(options.timeoutSeconds, async (signal) => await model.invoke(opinionPrompt(text, options.labels), { signal }));
			return withOpinion(triage, readOpinion(answer, options.labels));
		} catch (error) {
			left = 0;
			options.onFailure(error instanceof Error ? error.message : String(error));
			return triage;
		}
	};
}
