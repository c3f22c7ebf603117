/** The package's own declarations of this entry point are only found by newer module resolutions. */
declare module 'csv-parse/stream' {
	import type { Options } from 'csv-parse';

	export { CsvError } from 'csv-parse';
	/** Returns an array of cells per row. */
	export function parse(options: Options): TransformStream<Uint8Array, string[]>;
}
