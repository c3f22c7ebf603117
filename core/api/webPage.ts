/** How much of an answer is examined. */
const SAMPLE_BYTES = 1024;
const OPENING_BRACE = 0x7b;
const PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i;
const PAGE_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/**
 * Whether an answer is a web page. WeChat never answers with one: it comes from a proxy, a gateway or the sign-in page of a network.
 *
 * @param body the answer
 * @param contentType as declared
 */
export function isWebPage(body: Buffer, contentType = ''): boolean {
	if (body[0] === OPENING_BRACE) return false;
	const start = startOfMarkup(body);
	return PAGE.test(start) || (start.startsWith('<') && PAGE_TYPE.test(contentType));
}

/**
 * The beginning of a document, without what may precede its first element: byte order mark, white space, comments, XML declaration. They
 * are removed one by one, since a single pattern for all of them could be made to run forever.
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

/** Where a comment or declaration at the beginning ends; 0 when there is none, or its end is not in the sample. */
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
