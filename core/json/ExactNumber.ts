/** Prefix of the string that stands for an exact number in serialized JSON; `writeJson` removes this character from all other text. */
export const EXACT_MARK = '\u0000';

/** A whole number that a double cannot hold, as its digits. `writeJson` writes it unchanged. */
export class ExactNumber {
	/** @param digits e.g. `3345678901234567891` */
	constructor(readonly digits: string) {}

	/** Marks the number for `writeJson`; a bigint cannot be used, since n8n itself has defined how bigints are written as JSON. */
	toJSON(): string {
		return EXACT_MARK + this.digits;
	}
}
