import { NO_ALARM } from '../../../core/triage/alarm';
import { HEATING_MONTHS } from '../../../core/triage/importance';
import { compileGazetteer, ownPlaces } from '../../../core/triage/place/gazetteer';
import { RepeatIndex } from '../../../core/triage/repeat/index';
import { readRules } from '../../../core/triage/rules';
import type { TriageContext, TriageInput } from '../../../core/triage/types';

/** A context with models that always say the same, so that a test sees the composition and not the weights. */
export const contextOf = (changes: Partial<TriageContext> = {}, confidence = 0.9): TriageContext => ({
	models: {
		topicOf: () => ({ group: 'ЖКХ', topic: 'Отсутствие горячей воды', confidence, alternatives: [{ group: 'Дороги', topic: 'Ямы', confidence: 0.05 }], evidence: ['воды'] }),
		abuseOf: () => ({ probability: 0.01, evidence: [] }),
		alarmOf: () => NO_ALARM,
		version: 'проба',
	},
	gazetteer: compileGazetteer(ownPlaces()),
	rules: readRules([]),
	repeats: new RepeatIndex(),
	threshold: 0.5,
	zone: 'Asia/Kamchatka',
	heatingMonths: HEATING_MONTHS,
	defaultSettlement: 'Палана',
	problems: [],
	...changes,
});

export const inputOf = (text: string, changes: Partial<TriageInput> = {}): TriageInput => ({
	text,
	messageKey: '',
	network: 'vk',
	authorId: 'id1',
	detectedAt: '2026-01-20T00:00:00.000Z',
	hasAttachments: false,
	...changes,
});
