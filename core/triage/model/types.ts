/** What the trained models say and are. */

/** A group and topic with its calibrated probability, 0 to 1. */
export interface TopicGuess {
	readonly group: string;
	readonly topic: string;
	readonly confidence: number;
}

export interface TopicVerdict extends TopicGuess {
	/** The next three groups, best first, each with its likeliest topic. */
	readonly alternatives: readonly TopicGuess[];
	/** Up to five words as the resident wrote them, the weightiest first. */
	readonly evidence: readonly string[];
}

export interface ToxicityVerdict {
	/** Calibrated probability that the text is abusive, 0 to 1. */
	readonly probability: number;
	/** Up to five words as the resident wrote them, the weightiest first; none below `ABUSE_REVIEW`, where nobody asks. */
	readonly evidence: readonly string[];
}
