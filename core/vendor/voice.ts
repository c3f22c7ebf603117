/**
 * The decoder of AMR, kept behind this file so that the build can replace it with a self-contained bundle: a community
 * package may not have runtime dependencies. Load it when a recording is converted.
 */
export { decoder } from '@audio/decode-amr';
