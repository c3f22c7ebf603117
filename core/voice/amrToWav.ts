/** WeChat records a minute at most. A file of a few kilobytes can claim hours of silence, so what is longer stays as it is. */
const MAX_SECONDS = 300;
/** So small that what it is decoded to fits into memory, even if each of its bytes claims to be a frame. */
const CHUNK_BYTES = 4096;
const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;
const LOUDEST = 0x7fff;

/**
 * Converts a recording, narrowband (8 kHz) or wideband (16 kHz), to the format that every service for speech reads.
 *
 * @param amr the file, beginning with `#!AMR`
 * @returns a WAV file, mono, 16 bits, with the sample rate of the recording; undefined when it holds no complete frame or more than five
 *   minutes
 * @see https://www.rfc-editor.org/rfc/rfc4867#section-5
 */
export async function amrToWav(amr: Buffer): Promise<Buffer | undefined> {
	const { decoder } = await import('../vendor/voice');
	const decoding = await decoder();
	try {
		const parts: Buffer[] = [];
		let rate = 0;
		let bytes = 0;
		for (let at = 0; at < amr.length; at += CHUNK_BYTES) {
			const { channelData, sampleRate } = decoding.decode(amr.subarray(at, at + CHUNK_BYTES));
			const [samples] = channelData;
			if (!samples) continue;
			const part = pcmOf(samples);
			parts.push(part);
			rate = sampleRate;
			bytes += part.length;
			if (bytes > MAX_SECONDS * rate * BYTES_PER_SAMPLE) return undefined;
		}
		return bytes === 0 ? undefined : Buffer.concat([wavHeader(rate, bytes), ...parts]);
	} finally {
		decoding.free();
	}
}

/** @param samples from -1 to 1 */
function pcmOf(samples: Float32Array): Buffer {
	const pcm = Buffer.alloc(samples.length * BYTES_PER_SAMPLE);
	samples.forEach((sample, index) => {
		const whole = Math.round(sample * (LOUDEST + 1));
		pcm.writeInt16LE(Math.max(-LOUDEST - 1, Math.min(LOUDEST, whole)), index * BYTES_PER_SAMPLE);
	});
	return pcm;
}

/** The header of one channel of 16-bit PCM. */
function wavHeader(rate: number, bytes: number): Buffer {
	const header = Buffer.alloc(HEADER_BYTES);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
	header.write('WAVE', 8, 'latin1');
	header.write('fmt ', 12, 'latin1');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(rate, 24);
	header.writeUInt32LE(rate * BYTES_PER_SAMPLE, 28);
	header.writeUInt16LE(BYTES_PER_SAMPLE, 32);
	header.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
	header.write('data', 36, 'latin1');
	header.writeUInt32LE(bytes, 40);
	return header;
}
