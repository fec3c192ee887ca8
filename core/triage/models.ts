import { alarmOf } from './alarm';
import type { Taxonomy } from './taxonomy';
import { classifyTopic, loadTriageModel, topicScope } from './topic';
import { toxicity } from './toxicity';
import type { TriageModels } from './types';

/**
 * The trained models that come with the package, read once a process.
 *
 * @param taxonomy the administration's own groups and topics (renamed, dropped, added), see `topicScope`
 */
export function trainedModels(taxonomy?: Taxonomy): TriageModels {
	const model = loadTriageModel();
	const scope = topicScope(model, taxonomy);
	return {
		topicOf: (prepared) => classifyTopic(prepared, model, scope),
		abuseOf: (prepared) => toxicity(prepared, model),
		alarmOf: (prepared) => alarmOf(prepared, model),
		version: model.version,
	};
}
