/**
 * The decoder of AVIF, kept behind this file so that the build can replace it with a self-contained bundle: a community
 * package may not have runtime dependencies. It is large: load it when there is such a picture.
 */
export { default as avifDecoder } from '@jsquash/avif/codec/dec/avif_dec.js';
export { default as avifDecoderBytes } from '@jsquash/avif/codec/dec/avif_dec.wasm';
