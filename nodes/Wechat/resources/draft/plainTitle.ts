const HEADING = /^#{1,6}\s+/;
const BOLD = /^(\*\*|__)(.+)\1$/;

/**
 * Takes from a title the marks of Markdown with which models often give it, which readers would see, and its line breaks.
 *
 * @param title as given, trimmed
 */
export function plainTitle(title: string): string {
	return title.replace(/\s+/g, ' ').replace(HEADING, '').replace(BOLD, '$2').trim();
}
