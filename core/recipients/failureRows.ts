import { stringify } from '../vendor/csv';

/** The byte order mark, by which Excel recognizes UTF-8, and the column names. */
export const FAILURE_HEAD = '\ufeffopenid,result,errcode,retryable,error\r\n';

/**
 * Writes the row of one recipient who did not get the message. A cell that a spreadsheet would take for a formula is marked as text.
 *
 * @param cells in the order of {@link FAILURE_HEAD}; undefined makes an empty one
 */
export function failureRow(cells: readonly unknown[]): string {
	return stringify([cells.map((cell) => String(cell ?? ''))], {
		escape_formulas: true,
		record_delimiter: 'windows',
	});
}
