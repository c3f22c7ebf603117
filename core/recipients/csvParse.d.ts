/** The package's own declarations of this entry are found by newer module resolutions only. */
declare module 'csv-parse/stream' {
	import type { Options } from 'csv-parse';

	export { CsvError } from 'csv-parse';
	/** Gives an array of cells per row. */
	export function parse(options: Options): TransformStream<Uint8Array, string[]>;
}
