import { InvalidInputError } from '../errors/WechatErrors';

/** Files that users provide instead of a CSV, by their first bytes. */
const OTHERS: ReadonlyArray<readonly [bytes: readonly number[], what: string]> = [
	[[0x50, 0x4b, 0x03, 0x04], 'is an Excel workbook or a ZIP archive'],
	[[0xd0, 0xcf, 0x11, 0xe0], 'is an old Excel workbook'],
	[[0x1f, 0x8b], 'is a compressed file'],
	[[0x25, 0x50, 0x44, 0x46], 'is a PDF'],
];
/** How many bytes at the beginning identify a file. */
const TOLD_BY_BYTES = 4;
const REMEDY =
	'Save it as CSV, or read it with the node Extract From File and make a CSV or JSON Lines file with Convert to File.';

/** Decodes the bytes of a file, chunk by chunk. */
export interface FileText {
	/** @throws InvalidInputError when the file is not text */
	push(bytes: Uint8Array): string;
	/** Returns the rest, if the last character was incomplete. */
	end(): string;
}

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark (Unicode text of Excel).
 *
 * GBK, in which a Chinese Excel writes its CSV, needs no special handling: separators, quotation marks, line breaks and OpenIDs are the
 * same bytes there, never part of a Chinese character, and an invalid byte does not make the UTF-8 decoder consume any of those.
 *
 * @param field name of the file's field in the editor
 */
export function fileText(field: string): FileText {
	let decoder: TextDecoder | undefined;
	let begun: Uint8Array = new Uint8Array();
	const decode = (bytes: Uint8Array): string => {
		decoder ??= decoderOf(field, bytes);
		const text = decoder.decode(bytes, { stream: true });
		if (text.includes('\0')) throw new InvalidInputError(field, 'is not a text file', REMEDY);
		return text;
	};
	return {
		push: (bytes) => {
			if (decoder) return decode(bytes);
			begun = Buffer.concat([begun, bytes]);
			return begun.length < TOLD_BY_BYTES ? '' : decode(begun);
		},
		end: () => (decoder ? '' : decode(begun)) + (decoder?.decode() ?? ''),
	};
}

function decoderOf(field: string, start: Uint8Array): TextDecoder {
	const other = OTHERS.find(([bytes]) => bytes.every((byte, index) => byte === start[index]));
	if (other) throw new InvalidInputError(field, other[1], REMEDY);
	if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
	if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
	return new TextDecoder('utf-8');
}
