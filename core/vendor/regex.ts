/**
 * The regular-expression engine for patterns that users write, kept behind this file so that the build can replace it
 * with a self-contained bundle: a community package may not have runtime dependencies.
 */
export { RE2JS } from 're2js';
