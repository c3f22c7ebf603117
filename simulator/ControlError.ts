/** A request to the control API names something that does not exist, or breaks a rule. */
export class ControlError extends Error {
	/** @param message naming the field, what is wrong with it and the remedy */
	constructor(message: string) {
		super(message);
		this.name = 'ControlError';
	}
}
