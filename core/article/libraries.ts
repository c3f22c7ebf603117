/** The libraries that parse and write articles; loaded by {@link loadMarkup}. */
export type Markup = typeof import('../vendor/markup');

/** The library that typesets formulas; loaded by {@link loadMath}. */
export type MathTypesetter = typeof import('../vendor/math');

/** Loads the parsers of Markdown, HTML and CSS: a megabyte that a node without articles does not need. */
export async function loadMarkup(): Promise<Markup> {
	return await import('../vendor/markup');
}

/** Loads the typesetter of formulas, which is even larger, and only needed for formulas. */
export async function loadMath(): Promise<MathTypesetter> {
	return await import('../vendor/math');
}
