/** Two texts for the user: what happened, and what to do. */
export interface Explanation {
	message: string;
	description: string;
}
