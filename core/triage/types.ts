import type { AlarmOpinion } from './alarm';
import type { Ground } from './exclusion';
import type { Importance } from './importance';
import type { ToxicityVerdict, TopicVerdict } from './model/types';
import type { Gazetteer } from './place/gazetteer';
import type { RepeatIndex } from './repeat/index';
import type { StaffRules } from './rules';
import type { Prepared } from './text/prepare';

export type Disposition = 'answer' | 'review' | 'notProcessed';

/** The trained half of triage. */
export interface TriageModels {
	readonly topicOf: (prepared: Prepared) => TopicVerdict;
	readonly abuseOf: (prepared: Prepared) => ToxicityVerdict;
	readonly alarmOf: (prepared: Prepared) => AlarmOpinion;
	/** Version of the trained weights. */
	readonly version: string;
}

/** What triage needs to know beside the message; made once for many messages. */
export interface TriageContext {
	readonly models: TriageModels;
	readonly gazetteer: Gazetteer;
	readonly rules: StaffRules;
	/** Cases of the register; messages judged are added, so that a wave within one run is seen. */
	readonly repeats: RepeatIndex;
	/** Confidence from which the topic is taken without asking the curator, 0 to 1. */
	readonly threshold: number;
	/** IANA zone of the administration. */
	readonly zone: string;
	/** Months (1–12) in which no heating is an emergency. */
	readonly heatingMonths: readonly number[];
	/** Settlement that is meant when none is named; empty: none. */
	readonly defaultSettlement: string;
	/** What is wrong with the staff's tables: told in the reason of every message, since the curator fills them. */
	readonly problems: readonly string[];
}

/** What triage reads of a message. */
export interface TriageInput {
	readonly id?: number;
	readonly text: string;
	readonly messageKey: string;
	readonly network: string;
	readonly authorId: string;
	/** ISO 8601 with offset, or a Date. */
	readonly detectedAt: string | Date;
	readonly hasAttachments: boolean;
}

/** The fields of the record's triage group, as they are stored. */
export interface TriageFields {
	disposition: Disposition;
	exclusionGround: Ground | '';
	exclusionEvidence: string;
	critical: boolean;
	topicGroup: string;
	topic: string;
	topicConfidence: number | null;
	/** JSON array of {group, topic, confidence}. */
	alternatives: string;
	location: string;
	street: string;
	importance: Importance;
	reducedTerm: string;
	repeatOf: number | null;
	repeatKind: string;
	triageReason: string;
	triageVersion: string;
}

export interface Triage {
	readonly fields: TriageFields;
	/** Only the topic is in doubt: a second opinion may settle it. */
	readonly onlyTopicInDoubt: boolean;
}
