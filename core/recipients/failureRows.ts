import { stringify } from '../vendor/csv';

/** The byte order mark, by which Excel knows UTF-8, and the names of the columns. */
export const FAILURE_HEAD = '\ufeffopenid,result,errcode,retryable,error\r\n';

/**
 * Writes the row of one recipient who was not told. A cell that a spreadsheet would take for a formula is marked as text.
 *
 * @param cells in the order of {@link FAILURE_HEAD}; undefined leaves one empty
 */
export function failureRow(cells: readonly unknown[]): string {
	return stringify([cells.map((cell) => String(cell ?? ''))], {
		escape_formulas: true,
		record_delimiter: 'windows',
	});
}
