/**
 * Decoders and encoders of pictures, kept behind this file so that the build can replace it with a self-contained bundle: a
 * community package may not have runtime dependencies. Load it when a picture is converted.
 */
export { default as jpegDecoder } from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
export { default as jpegDecoderBytes } from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
export { default as jpegEncoder } from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
export { default as jpegEncoderBytes } from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
export {
	decode as decodePng,
	encode as encodePng,
	default as startPng,
} from '@jsquash/png/codec/pkg/squoosh_png.js';
export { default as pngBytes } from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm';
export { default as webpDecoder } from '@jsquash/webp/codec/dec/webp_dec.js';
export { default as webpDecoderBytes } from '@jsquash/webp/codec/dec/webp_dec.wasm';
