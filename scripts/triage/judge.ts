import { classify } from '../../core/triage/classify';
import { HEATING_MONTHS } from '../../core/triage/importance';
import { trainedModels } from '../../core/triage/models';
import { compileGazetteer, ownPlaces } from '../../core/triage/place/gazetteer';
import { RepeatIndex } from '../../core/triage/repeat/index';
import { readRules } from '../../core/triage/rules';
import type { TriageFields } from '../../core/triage/types';

/** When the messages are said to be found: a winter's day. */
export const FOUND_AT = new Date(Date.UTC(2026, 0, 20));

/** The whole verdict of a text as the package gives it without anybody's tables, each beside an empty register. */
export function newJudge(): (text: string) => TriageFields {
	const shared = { models: trainedModels(), gazetteer: compileGazetteer(ownPlaces()), rules: readRules([]), threshold: 0.5, zone: 'Asia/Kamchatka', heatingMonths: HEATING_MONTHS, defaultSettlement: '', problems: [] };
	return (text) => classify({ text, messageKey: '', network: 'vk', authorId: '', detectedAt: FOUND_AT, hasAttachments: false }, { ...shared, repeats: new RepeatIndex() }).fields;
}
