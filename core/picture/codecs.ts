import type { Pixels } from './Pixels';
import type { DecodedFormat } from './pictureSize';

interface Decoder {
	/** @returns null when the picture cannot be decoded */
	decode(bytes: Buffer, option?: number | boolean): Pixels | null;
}

interface JpegEncoder {
	encode(pixels: Uint8ClampedArray, width: number, height: number, options: object): Uint8Array;
}

/** The codecs as the bundles contain them: libraries that have no types for use outside of a web page. */
interface Codecs {
	jpegDecoder: Factory<Decoder>;
	jpegDecoderBytes: Uint8Array<ArrayBuffer>;
	jpegEncoder: Factory<JpegEncoder>;
	jpegEncoderBytes: Uint8Array<ArrayBuffer>;
	webpDecoder: Factory<Decoder>;
	webpDecoderBytes: Uint8Array<ArrayBuffer>;
	startPng(codec: ArrayBuffer): Promise<unknown>;
	decodePng(bytes: Buffer): Pixels;
	encodePng(pixels: Uint8Array, width: number, height: number, bitDepth: number): Uint8Array;
	pngBytes: Uint8Array<ArrayBuffer>;
}

type Factory<T> = (options: object) => Promise<T>;

/** Colors are kept unchanged; the file is progressive. */
const JPEG_OPTIONS = {
	quality: 85,
	baseline: false,
	arithmetic: false,
	progressive: true,
	optimize_coding: true,
	smoothing: 0,
	color_space: 3,
	quant_table: 3,
	trellis_multipass: false,
	trellis_opt_zero: false,
	trellis_opt_table: false,
	trellis_loops: 1,
	auto_subsample: true,
	chroma_subsample: 2,
	separate_chroma_quality: false,
	chroma_quality: 75,
};
const BITS = 8;

/**
 * Decodes a picture; a photo is rotated upright.
 *
 * @param bytes the file, whose size has been checked
 * @param format of the file
 * @returns undefined when it cannot be decoded, or needs more memory than a codec may use
 */
export async function decodePicture(bytes: Buffer, format: DecodedFormat): Promise<Pixels | undefined> {
	const decode = await decoderOf(format);
	try {
		return decode(bytes) ?? undefined;
	} catch {
		// Codecs do not report what is wrong with a file.
		return undefined;
	}
}

async function decoderOf(format: DecodedFormat): Promise<(bytes: Buffer) => Pixels | null> {
	switch (format) {
		case 'avif': {
			const { avifDecoder, avifDecoderBytes } = (await import('../vendor/avif')) as unknown as {
				avifDecoder: Factory<Decoder>;
				avifDecoderBytes: Uint8Array<ArrayBuffer>;
			};
			const decoder = await start(avifDecoder, avifDecoderBytes);
			return (bytes) => decoder.decode(bytes, BITS);
		}
		case 'jpg': {
			const { jpegDecoder, jpegDecoderBytes } = await loadCodecs();
			const decoder = await start(jpegDecoder, jpegDecoderBytes);
			return (bytes) => decoder.decode(bytes, true);
		}
		case 'png': {
			const png = await startPng();
			return (bytes) => png.decodePng(bytes);
		}
		case 'webp': {
			const { webpDecoder, webpDecoderBytes } = await loadCodecs();
			const decoder = await start(webpDecoder, webpDecoderBytes);
			return (bytes) => decoder.decode(bytes);
		}
	}
}

/** @param pixels without transparency */
export async function encodeJpeg({ data, width, height }: Pixels): Promise<Buffer> {
	const { jpegEncoder, jpegEncoderBytes } = await loadCodecs();
	const encoder = await start(jpegEncoder, jpegEncoderBytes);
	return Buffer.from(encoder.encode(data, width, height, JPEG_OPTIONS));
}

/** @param pixels with or without transparency */
export async function encodePng({ data, width, height }: Pixels): Promise<Buffer> {
	const png = await startPng();
	const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	return Buffer.from(png.encodePng(bytes, width, height, BITS));
}

async function loadCodecs(): Promise<Codecs> {
	return (await import('../vendor/pictures')) as unknown as Codecs;
}

async function startPng(): Promise<Codecs> {
	const codecs = await loadCodecs();
	// This codec has a single instance.
	await codecs.startPng(await inflated(codecs.pngBytes));
	return codecs;
}

/** Creates one instance per picture: whatever a file does to it ends with it, and its memory is released. */
async function start<T>(factory: Factory<T>, codec: Uint8Array<ArrayBuffer>): Promise<T> {
	return await factory({
		noInitialRun: true,
		locateFile: (name: string) => name,
		wasmBinary: await inflated(codec),
		print: () => undefined,
		printErr: () => undefined,
	});
}

async function inflated(codec: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
	const stream = new Blob([codec]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return await new Response(stream).arrayBuffer();
}
