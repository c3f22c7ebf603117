/**
 * Reading and writing of CSV, kept behind this file so that the build can replace it with a self-contained bundle: a community
 * package may not have runtime dependencies.
 */
export { CsvError, parse } from 'csv-parse/stream';
export { stringify } from 'csv-stringify/sync';
