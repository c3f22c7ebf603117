/** Thrown by rules of the authorization page: the person sees an error instead of the page. */
export class PageRefusal extends Error {
	/**
	 * @param title shown by WeChat
	 * @param code number on the page; null where WeChat shows none
	 * @param hint for the developer, which WeChat does not show
	 */
	constructor(
		readonly title: string,
		readonly code: number | null,
		readonly hint: string,
	) {
		super(`${code ?? ''} ${title}`.trim());
		this.name = 'PageRefusal';
	}
}
