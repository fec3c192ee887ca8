import { classifyTopic, loadTriageModel } from './topic';
import { toxicity } from './toxicity';
import type { TriageModels } from './types';

/** The trained models that come with the package, read once a process. */
export function trainedModels(): TriageModels {
	const model = loadTriageModel();
	return {
		topicOf: (prepared) => classifyTopic(prepared, model),
		abuseOf: (prepared) => toxicity(prepared, model),
		version: model.version,
	};
}
