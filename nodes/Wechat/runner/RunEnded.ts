/** A call that is not made any more, because the run has ended meanwhile. */
export class RunEnded extends Error {
	constructor() {
		super('the run ended before this item was finished');
		this.name = 'RunEnded';
	}
}
