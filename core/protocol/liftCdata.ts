import { CDATA_CLOSE } from './xmlElement';

/** A document without the content of its CDATA sections, and that content separately. */
export interface LiftedDocument {
	/** The document with every CDATA section emptied; markup, bare text, comments and instructions are untouched. */
	skeleton: string;
	/** The content of the sections in document order, character for character. */
	sections: string[];
}

const CDATA_OPEN = '<![CDATA[';

/** Constructs inside which `<` has no meaning, so that an apparent CDATA section in them is none. */
const OPAQUE = [
	{ open: '<!--', close: '-->' },
	{ open: '<?', close: '?>' },
];

/**
 * Removes the content of every CDATA section before the tokenizer sees the document.
 *
 * An XML tokenizer must turn CR LF into LF and refuse control characters, both of which occur in what users type; removed content is
 * neither changed nor refused. A document that is not well-formed stays so, because all its markup remains in the skeleton.
 *
 * @param text the document
 */
export function liftCdata(text: string): LiftedDocument {
	const sections: string[] = [];
	let skeleton = '';
	let copied = 0;
	let at = text.indexOf('<');
	while (at !== -1) {
		let next = at + 1;
		if (text.startsWith(CDATA_OPEN, at)) {
			const start = at + CDATA_OPEN.length;
			next = text.indexOf(CDATA_CLOSE, start);
			if (next === -1) break;
			skeleton += text.slice(copied, start);
			sections.push(text.slice(start, next));
			copied = next;
		} else {
			const opaque = OPAQUE.find(({ open }) => text.startsWith(open, at));
			if (opaque) next = text.indexOf(opaque.close, at + opaque.open.length);
			if (next === -1) break;
		}
		at = text.indexOf('<', next);
	}
	return { skeleton: skeleton + text.slice(copied), sections };
}
