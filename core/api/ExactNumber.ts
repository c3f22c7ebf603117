/** Begins the text by which an exact number is found again in serialized JSON; no text of a body keeps such a character. */
export const EXACT_MARK = '\u0000';

/** A whole number that a double cannot hold, by its digits. `writeJson` writes it as it is. */
export class ExactNumber {
	/** @param digits e.g. `3345678901234567891` */
	constructor(readonly digits: string) {}

	/** Marks the number for `writeJson`; n8n itself has defined how bigints are written as JSON. */
	toJSON(): string {
		return EXACT_MARK + this.digits;
	}
}
