/** As much of an answer as is looked at. */
const SAMPLE_BYTES = 1024;
const OPENING_BRACE = 0x7b;
const PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i;
const PAGE_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/**
 * Whether an answer is a web page. The platform gives none: it is that of a proxy, of a gateway, or the sign-in page of a network.
 *
 * @param body the answer
 * @param contentType as it was declared
 */
export function isWebPage(body: Buffer, contentType = ''): boolean {
	if (body[0] === OPENING_BRACE) return false;
	const start = startOfMarkup(body);
	return PAGE.test(start) || (start.startsWith('<') && PAGE_TYPE.test(contentType));
}

/**
 * The beginning of a document, without what may stand before its first element: marks of an encoding, white space, comments, a
 * declaration of XML. It takes them off one after the other, since a pattern for all of them could be made to take for ever.
 *
 * @param body of any content
 */
export function startOfMarkup(body: Buffer): string {
	let text = decode(body.subarray(0, SAMPLE_BYTES)).trimStart();
	for (;;) {
		const end = endOfPreface(text);
		if (end === 0) return text;
		text = text.slice(end).trimStart();
	}
}

/** Where a comment or a declaration at the beginning ends; 0 when there is none, or its end is not to be seen. */
function endOfPreface(text: string): number {
	const [begin, end] = text.startsWith('<!--') ? ['<!--', '-->'] : ['<?', '?>'];
	if (!text.startsWith(begin)) return 0;
	const at = text.indexOf(end, begin.length);
	return at < 0 ? 0 : at + end.length;
}

function decode(head: Buffer): string {
	switch (head.subarray(0, 2).toString('hex')) {
		case 'fffe':
			return head.subarray(2).toString('utf16le');
		case 'feff':
			return Buffer.from(head.subarray(2, head.length - (head.length % 2)))
				.swap16()
				.toString('utf16le');
		default:
			return head.toString('utf8');
	}
}
