import { InvalidInputError } from '../errors/WechatErrors';
import { CsvError, parse } from '../vendor/csv';
import { fileText } from './fileText';

/** A file with longer rows is not a list of recipients. */
const MAX_ROW_CHARACTERS = 65_536;
const OPENID = /^[A-Za-z0-9_-]{1,64}$/;
/** Names of the column or property with the OpenID, as {@link isOpenidName} compares them. */
const NAMES: readonly string[] = ['openid', 'touser', 'FromUserName'.toLowerCase()];
const LINE_BREAK = /\r\n|\n|\r/;
/** The first line that tells Excel the separator of a CSV. */
const SEPARATOR_LINE = /^sep=(.)(?:\r\n|\n|\r)/i;
const EXAMPLE =
	'Give a CSV with a column openid, or JSON Lines such as {"openid":"oABCD1234567890abcdefghijklm"}.';

/**
 * Reads OpenIDs from a file: CSV with a column `openid` or `touser` (or a single column without a header), with commas, semicolons or tabs;
 * or JSON Lines of objects with such a property. Empty rows are ignored.
 *
 * It keeps one chunk of the file and one row in memory, and refuses a row that is longer than any list has.
 *
 * @param field name of the file's field in the editor
 * @param bytes of the file, in chunks of any size
 * @throws InvalidInputError naming the row (counted from 1, without the header)
 */
export async function* recipientRows(
	field: string,
	bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
	const pieces = textOf(field, bytes);
	try {
		yield* rowsOf(pieces, (rule) => new InvalidInputError(field, rule, EXAMPLE));
	} finally {
		// The file is closed however much of it was read, whether it was refused or the caller wants no more.
		await pieces.return(undefined);
	}
}

async function* rowsOf(pieces: AsyncGenerator<string>, refuse: Refuse): AsyncGenerator<string> {
	let begun = '';
	for await (const piece of keptOpen(pieces)) {
		// A tab may precede the header: the first column of an exported table often has no name.
		begun = (begun + piece).replace(/^[\r\n\ufeff ]+/, '');
		if (begun.includes('\n')) break;
		if (begun.length > MAX_ROW_CHARACTERS) throw refuse('row 1 is longer than 64 KB');
	}
	if (begun.trimStart().startsWith('[')) {
		throw refuse('is one JSON array, which cannot be read piece by piece');
	}
	const isJson = begun.trimStart().startsWith('{');
	const rows = isJson ? jsonRows(begun, pieces, refuse) : csvRows(begun, pieces, refuse);
	let row = 0;
	for await (const found of rows) {
		row += 1;
		const openid = found?.trim() ?? '';
		if (!OPENID.test(openid)) throw refuse(`row ${row} has no OpenID (letters, digits, - and _)`);
		yield openid;
	}
}

type Refuse = (rule: string) => InvalidInputError;
type Rows = AsyncGenerator<string | undefined>;

async function* textOf(field: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const text = fileText(field);
	for await (const piece of bytes) yield text.push(piece);
	yield text.end();
}

/** Leaving a loop ends its generator, but this one is continued later. */
function keptOpen(pieces: AsyncGenerator<string>): AsyncIterable<string> {
	return { [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) };
}

/** In JSON, a line break inside a text is written as \n. */
async function* jsonRows(begun: string, pieces: AsyncIterable<string>, refuse: Refuse): Rows {
	let row = 0;
	for await (const line of lines(begun, pieces)) {
		if (line.length > MAX_ROW_CHARACTERS) throw refuse(`row ${row + 1} is longer than 64 KB`);
		if (line.trim() === '') continue;
		row += 1;
		yield openidOfJson(line);
	}
}

async function* lines(begun: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
	const whole = begun.split('\n');
	let rest = whole.pop() ?? '';
	yield* whole;
	for await (const piece of pieces) {
		const next = (rest + piece).split('\n');
		rest = next.pop() ?? '';
		yield* next;
		// The caller refuses it.
		if (rest.length > MAX_ROW_CHARACTERS) break;
	}
	yield rest;
}

async function* csvRows(begun: string, pieces: AsyncGenerator<string>, refuse: Refuse): Rows {
	const named = SEPARATOR_LINE.exec(begun);
	const start = begun.slice(named?.[0].length ?? 0);
	const [head = ''] = start.split(LINE_BREAK, 1);
	const parser = parse({
		delimiter: named?.[1] ?? /[,;\t]/.exec(head)?.[0] ?? ',',
		// List all of them, or the first one found would be the only one: merged files contain several.
		record_delimiter: ['\r\n', '\n', '\r'],
		max_record_size: MAX_ROW_CHARACTERS,
		relax_column_count: true,
		relax_quotes: true,
		skip_records_with_empty_values: true,
	});
	let column: number | undefined;
	let row = 1;
	try {
		for await (const cells of recordsOf(streamOf(start, pieces).pipeThrough(parser))) {
			if (column === undefined) {
				column = cells.findIndex(isOpenidName);
				if (column >= 0) continue;
				if (cells.length > 1) throw refuse('has no column openid');
				column = 0;
			}
			yield cells[column];
			row += 1;
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		if (error.code === 'CSV_MAX_RECORD_SIZE') throw refuse(`row ${row} is longer than 64 KB`);
		throw refuse(`row ${row} cannot be read: a quotation mark is not closed`);
	}
}

function streamOf(begun: string, pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start: (controller) => controller.enqueue(Buffer.from(begun, 'utf8')),
		pull: async (controller) => {
			const next = await pieces.next();
			if (next.done) controller.close();
			else controller.enqueue(Buffer.from(next.value, 'utf8'));
		},
	});
}

async function* recordsOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
	const reader = stream.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
}

/** Whether a name is one of {@link NAMES}, in any spelling: `OpenID`, `open_id`, `Open ID`. */
function isOpenidName(name: string): boolean {
	return NAMES.includes(name.toLowerCase().replaceAll(/[\s_-]/g, ''));
}

function openidOfJson(line: string): string | undefined {
	try {
		const row = JSON.parse(line) as unknown;
		if (typeof row !== 'object' || row === null) return undefined;
		const [, openid] = Object.entries(row).find(([name]) => isOpenidName(name)) ?? [];
		return typeof openid === 'string' ? openid : undefined;
	} catch {
		return undefined;
	}
}
