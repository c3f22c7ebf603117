/** A piece that is never cut: a character as readers see it, or a complete link. */
interface Atom {
	text: string;
	bytes: number;
}

const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The segmenter's time grows faster than the text, so it gets this many characters at a time. */
const MOST_AT_ONCE = 1_000;

/** How full a part must be before a better place to cut is preferred to a later one. */
const LEAST_FILL = 1 / 3;

const SENTENCE_END = /^[。！？；…!?;]$/;
const CLOSING = /^["'”’）)」』】》]$/;
const PAUSE = /^[，、,：:]$/;
/** After punctuation, this continues a URL, a number or a time: `?id=1`, `3,000`, `12:30`. */
const GOES_ON = /^[!-~]/;
const NEWLINE = /\n$/;

/**
 * Cuts a text into parts that fit: between paragraphs, or else between lines, sentences (Chinese and Latin), words, and only then between
 * two characters. A character as readers see it (an emoji with its skin tone, a letter with its accents) and a link (`<a …>…</a>`) are
 * never cut.
 *
 * @param text any text
 * @param maxBytes of UTF-8 for each part
 * @returns the parts in order, trimmed; an empty array when nothing is visible
 */
export function splitText(text: string, maxBytes: number): string[] {
	const atoms = atomsOf(text, maxBytes);
	const parts: string[] = [];
	let start = 0;
	for (;;) {
		while (start < atoms.length && isSpace(atoms[start])) start++;
		if (start >= atoms.length) return parts;
		const end = endOfPart(atoms, start, maxBytes);
		parts.push(joined(atoms, start, end).trim());
		start = end;
	}
}

/**
 * Shortens a text that is too long.
 *
 * @param text any text
 * @param maxBytes of UTF-8
 * @returns the unchanged text, or its beginning with an ellipsis, cut like in {@link splitText}
 */
export function shortenText(text: string, maxBytes: number): string {
	if (Buffer.byteLength(text) <= maxBytes) return text;
	const seen = text.trim();
	if (Buffer.byteLength(seen) <= maxBytes) return seen;
	// Text far beyond the first part does not affect the result.
	const [first = ''] = splitText(seen.slice(0, 8 * maxBytes), maxBytes - Buffer.byteLength('…'));
	return `${first}…`;
}

/** The index after the last atom of the part that begins at `start`. */
function endOfPart(atoms: readonly Atom[], start: number, maxBytes: number): number {
	let bytes = 0;
	let end = start;
	const best = [0, 0, 0, 0, 0];
	for (; end < atoms.length; end++) {
		bytes += atoms[end]?.bytes ?? 0;
		// White space at the end of a part is not sent.
		if (bytes > maxBytes && !isSpace(atoms[end])) break;
		if (bytes >= maxBytes * LEAST_FILL) best[rankOf(atoms, end)] = end + 1;
	}
	if (end === atoms.length) return end;
	return best.reverse().find((place) => place > 0) ?? end;
}

/** The quality of a place to cut after an atom: 4 a paragraph, 3 a line, 2 a sentence, 1 a word, 0 none. */
function rankOf(atoms: readonly Atom[], index: number): number {
	const at = (offset: number) => atoms[index + offset]?.text ?? '';
	if (NEWLINE.test(at(0))) return NEWLINE.test(at(-1)) ? 4 : 3;
	// A closing quotation mark belongs to the sentence before it.
	if (CLOSING.test(at(1))) return 0;
	const last = CLOSING.test(at(0)) ? at(-1) : at(0);
	const isEnd = !/^[!-~]$/.test(last) || !GOES_ON.test(at(1));
	if ((isEnd && SENTENCE_END.test(last)) || (last === '.' && /^\s/.test(at(1)))) return 2;
	return (isEnd && PAUSE.test(last)) || /^\s/.test(at(0)) ? 1 : 0;
}

function isSpace(atom: Atom | undefined): boolean {
	return atom !== undefined && atom.text.trim() === '';
}

function joined(atoms: readonly Atom[], start: number, end: number): string {
	return atoms
		.slice(start, end)
		.map(({ text }) => text)
		.join('');
}

function atomsOf(text: string, maxBytes: number): Atom[] {
	return piecesOf(text).flatMap(({ isLink, piece }) => {
		if (isLink && Buffer.byteLength(piece) <= maxBytes) return [atomOf(piece)];
		// A link that fits nowhere becomes its text, without the URL.
		const words = isLink ? piece.replace(/^<[^>]*>|<\/a>$/gi, '') : piece;
		return charactersOf(words, maxBytes).map(atomOf);
	});
}

function charactersOf(text: string, maxBytes: number): string[] {
	return seenCharacters(text).flatMap((character) =>
		Buffer.byteLength(character) <= maxBytes ? [character] : [...character],
	);
}

/** Splits into characters as readers see them. The last one may continue after the end. */
function seenCharacters(text: string): string[] {
	const characters: string[] = [];
	let done = 0;
	let size = MOST_AT_ONCE;
	while (done < text.length) {
		const isEnd = done + size >= text.length;
		const found = Array.from(CHARACTERS.segment(text.slice(done, done + size)), ({ segment }) => segment);
		if (!isEnd) found.pop();
		for (const character of found) {
			characters.push(character);
			done += character.length;
		}
		size = found.length > 0 ? MOST_AT_ONCE : size * 2;
	}
	return characters;
}

function atomOf(text: string): Atom {
	return { text, bytes: Buffer.byteLength(text) };
}

/** Splits a text into links and the text between them. Every character is scanned a bounded number of times, whatever the text. */
function piecesOf(text: string): Array<{ isLink: boolean; piece: string }> {
	// Only the tags become lower case: lower-casing can change the length of other letters.
	const small = text.replace(/<\/?a[ >]/gi, (tag) => tag.toLowerCase());
	const pieces: Array<{ isLink: boolean; piece: string }> = [];
	let done = 0;
	for (;;) {
		const end = small.indexOf('</a>', done) + '</a>'.length;
		if (end < '</a>'.length) break;
		const start = small.lastIndexOf('<a ', end);
		if (start >= done) {
			pieces.push({ isLink: false, piece: text.slice(done, start) });
			pieces.push({ isLink: true, piece: text.slice(start, end) });
		} else {
			pieces.push({ isLink: false, piece: text.slice(done, end) });
		}
		done = end;
	}
	pieces.push({ isLink: false, piece: text.slice(done) });
	return pieces;
}
