/** Two texts for a person: what happened, and what to do. */
export interface Explanation {
	message: string;
	description: string;
}
