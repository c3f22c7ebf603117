/** What reads and writes articles; loaded by {@link loadMarkup}. */
export type Markup = typeof import('../vendor/markup');

/** What typesets formulas; loaded by {@link loadMath}. */
export type MathTypesetter = typeof import('../vendor/math');

/** Loads the readers of Markdown, HTML and CSS: a megabyte that a node without articles does not need. */
export async function loadMarkup(): Promise<Markup> {
	return await import('../vendor/markup');
}

/** Loads the typesetter of formulas, which is larger still, and of use only where a formula is. */
export async function loadMath(): Promise<MathTypesetter> {
	return await import('../vendor/math');
}
