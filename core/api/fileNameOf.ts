const PARAMETER = /;\s*([^\s;=]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;
const EXTENDED = /^(utf-8|iso-8859-1)'[^']*'(.+)$/i;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Finds the name of a file in the header of its answer. The encoded form (`filename*`) takes precedence over the plain one, whose bytes are
 * UTF-8 although headers are read as Latin-1.
 *
 * @param disposition value of `Content-Disposition`, as Node.js reads it
 * @returns the name as sent, including folders; undefined when there is none
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function fileNameOf(disposition: string): string | undefined {
	const found = new Map<string, string>();
	for (const [, name = '', value = ''] of `;${disposition}`.matchAll(PARAMETER)) {
		found.set(name.toLowerCase(), unquote(value.trim()));
	}
	return (
		decodeExtended(found.get('filename*') ?? '') ?? (decodeHeader(found.get('filename') ?? '') || undefined)
	);
}

function unquote(value: string): string {
	// A lone backslash is kept: some servers send a Windows path.
	return value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(["\\])/g, '$1') : value;
}

function decodeExtended(value: string): string | undefined {
	const [, charset = '', encoded = ''] = EXTENDED.exec(value) ?? [];
	const bytes = Buffer.from(
		encoded.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	);
	if (bytes.length === 0) return undefined;
	return charset.toLowerCase() === 'utf-8' ? decodeUtf8(bytes) : bytes.toString('latin1');
}

function decodeHeader(text: string): string {
	return decodeUtf8(Buffer.from(text, 'latin1')) ?? text;
}

function decodeUtf8(bytes: Buffer): string | undefined {
	try {
		return UTF8.decode(bytes);
	} catch {
		return undefined;
	}
}
