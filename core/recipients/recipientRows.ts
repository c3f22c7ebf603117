import { InvalidInputError } from '../errors/WechatErrors';

/** Longer rows are no list of recipients. */
const MAX_ROW_CHARACTERS = 65_536;
const OPENID = /^[A-Za-z0-9_-]{1,64}$/;
/** Names of the column or property that holds the OpenID, in lower case. */
const NAMES: readonly string[] = ['openid', 'open_id', 'touser', 'FromUserName'.toLowerCase()];
const EXAMPLE =
	'Give a CSV with a column openid, or JSON Lines such as {"openid":"oABCD1234567890abcdefghijklm"}.';

/** Reads OpenIDs out of the text of a file, piece by piece. */
export interface RecipientRows {
	/** Takes the next piece; gives the OpenIDs of the rows that it completes. */
	push(text: string): string[];
	/** Takes the end of the file; gives the OpenID of a last row without a line break. */
	end(): string[];
}

/**
 * Makes the reader of one list of recipients: CSV with a column `openid` or `touser` (or a single column without a head), with
 * commas, semicolons or tabs; or JSON Lines of objects with such a property. Empty lines count for nothing.
 *
 * It holds one row at a time, and refuses one that is longer than any list has.
 *
 * @param field the name of the file's field as the editor shows it
 * @returns a reader; both functions throw InvalidInputError naming the row (counted from 1, without the head)
 */
export function recipientRows(field: string): RecipientRows {
	let rest = '';
	let row = 0;
	let openidOf: ((line: string) => string | undefined) | undefined;
	const refuse = (rule: string) => new InvalidInputError(field, rule, EXAMPLE);
	const read = (line: string): string[] => {
		if (line.trim() === '') return [];
		if (!openidOf) {
			const begun = formatOf(line.replace(/^\ufeff/, '').trim(), refuse);
			({ openidOf } = begun);
			if (begun.isHead) return [];
		}
		row += 1;
		const openid = openidOf(line.replace(/^\ufeff/, ''))?.trim() ?? '';
		if (!OPENID.test(openid)) throw refuse(`row ${row} holds no OpenID (letters, digits, - and _)`);
		return [openid];
	};
	const take = (isEnd: boolean): string[] => {
		const found: string[] = [];
		for (let from = 0; ;) {
			const end = endOfRow(rest, from);
			if (end < 0) {
				rest = rest.slice(from);
				break;
			}
			found.push(...read(rest.slice(from, end)));
			from = end + 1;
		}
		if (rest.length > MAX_ROW_CHARACTERS) throw refuse(`row ${row + 1} is longer than 64 KB`);
		if (!isEnd) return found;
		const last = rest;
		rest = '';
		return [...found, ...read(last)];
	};
	return {
		push: (text) => {
			rest += text;
			return take(false);
		},
		end: () => take(true),
	};
}

/** The line break that ends a row: one outside of quotation marks. */
function endOfRow(text: string, from: number): number {
	// In JSON a line break inside of a text is written as \n, and a quotation mark as \".
	const isJson = /^\s*\{/.test(text.slice(from, from + 20));
	for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', end + 1)) {
		if (end - from > MAX_ROW_CHARACTERS) return -1;
		if (isJson || text.slice(from, end).split('"').length % 2 === 1) return end;
	}
	return -1;
}

function formatOf(
	first: string,
	refuse: (rule: string) => InvalidInputError,
): { isHead: boolean; openidOf: (line: string) => string | undefined } {
	if (first.startsWith('[')) throw refuse('is one JSON array, which cannot be read piece by piece');
	if (first.startsWith('{')) return { isHead: false, openidOf: openidOfJson };
	const separator = /[,;\t]/.exec(first)?.[0] ?? ',';
	const head = cellsOf(first, separator);
	const column = head.findIndex((cell) => NAMES.includes(cell.trim().toLowerCase()));
	if (column >= 0) return { isHead: true, openidOf: (line) => cellsOf(line, separator)[column] };
	if (head.length > 1) throw refuse('has no column openid');
	return { isHead: false, openidOf: (line) => cellsOf(line, separator)[0] };
}

function openidOfJson(line: string): string | undefined {
	try {
		const row = JSON.parse(line) as unknown;
		if (typeof row !== 'object' || row === null) return undefined;
		const [, openid] = Object.entries(row).find(([name]) => NAMES.includes(name.toLowerCase())) ?? [];
		return typeof openid === 'string' ? openid : undefined;
	} catch {
		return undefined;
	}
}

function cellsOf(line: string, separator: string): string[] {
	if (!line.includes('"')) return line.trimEnd().split(separator);
	const cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	for (const character of line) {
		if (character === '"') isQuoted = !isQuoted;
		else if (character === separator && !isQuoted) {
			cells.push(cell);
			cell = '';
		} else cell += character;
	}
	return [...cells, cell];
}
