/** Begins the text by which an exact number is found again in serialized JSON; no text of a body keeps such a character. */
export const EXACT_MARK = '\u0000';

/** A whole number that a double cannot hold, by its digits. `writeJson` writes it as it is. */
export class ExactNumber {
	/** @param digits e.g. `3345678901234567891` */
	constructor(readonly digits: string) {}

	/** Says to `writeJson` that there is something to write exactly; n8n has given bigints a way into JSON of its own. */
	toJSON(): string {
		return EXACT_MARK + this.digits;
	}
}
