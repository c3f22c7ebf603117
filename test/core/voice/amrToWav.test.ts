import { amrToWav } from '../../../core/voice/amrToWav';
import { TONES } from './tones';

const HEADER_BYTES = 44;

const samplesOf = (wav: Buffer) =>
	Array.from({ length: (wav.length - HEADER_BYTES) / 2 }, (_, index) =>
		wav.readInt16LE(HEADER_BYTES + 2 * index),
	);

/** Counts how often a tone rises through zero each second. */
function frequencyOf(samples: readonly number[], rate: number): number {
	const rises = samples.filter((sample, at) => sample >= 0 && (samples[at - 1] ?? 0) < 0).length;
	return (rises * rate) / samples.length;
}

test.each([
	['narrowband', TONES.narrowband, 8_000],
	['wideband', TONES.wideband, 16_000],
])('a %s recording becomes a WAV file of one channel that sounds the same', async (_, amr, rate) => {
	const wav = (await amrToWav(amr)) as Buffer;
	expect([0, 8, 12, 36].map((at) => wav.toString('latin1', at, at + 4))).toEqual([
		'RIFF',
		'WAVE',
		'fmt ',
		'data',
	]);
	expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
	expect({
		formatBytes: wav.readUInt32LE(16),
		format: wav.readUInt16LE(20),
		channels: wav.readUInt16LE(22),
		rate: wav.readUInt32LE(24),
		bytesPerSecond: wav.readUInt32LE(28),
		bytesPerSample: wav.readUInt16LE(32),
		bitsPerSample: wav.readUInt16LE(34),
		dataBytes: wav.readUInt32LE(40),
	}).toEqual({
		formatBytes: 16,
		format: 1,
		channels: 1,
		rate,
		bytesPerSecond: 2 * rate,
		bytesPerSample: 2,
		bitsPerSample: 16,
		dataBytes: wav.length - HEADER_BYTES,
	});
	const samples = samplesOf(wav);
	expect(samples.length / rate).toBeCloseTo(0.5, 1);
	expect(Math.abs(frequencyOf(samples.slice(rate / 10), rate) - 440)).toBeLessThan(10);
	// The encoders were given an eighth of full scale.
	const settled = samples.slice(rate / 10);
	const power = settled.reduce((sum, sample) => sum + sample ** 2, 0) / settled.length;
	// The root mean square of a tone is its amplitude by the square root of two.
	expect(Math.abs(Math.sqrt(2 * power) / 4_096 - 1)).toBeLessThan(0.2);
});

test('a recording of any length has every frame, also those across the parts it is decoded in', async () => {
	const [header, frames] = [TONES.narrowband.subarray(0, 6), TONES.narrowband.subarray(6)];
	const once = samplesOf((await amrToWav(TONES.narrowband)) as Buffer);
	const wav = (await amrToWav(
		Buffer.concat([header, ...Array.from({ length: 40 }, () => frames)]),
	)) as Buffer;
	const samples = samplesOf(wav);
	expect(samples).toHaveLength(40 * once.length);
	expect(Math.abs(frequencyOf(samples, 8_000) - 440)).toBeLessThan(10);
});

test('a last frame that is cut off is left out', async () => {
	const wav = (await amrToWav(TONES.narrowband.subarray(0, -1))) as Buffer;
	expect(wav.length).toBe(((await amrToWav(TONES.narrowband)) as Buffer).length - 2 * 160);
});

test.each([
	['only a header', Buffer.from('#!AMR\n')],
	['a header and half a frame', TONES.narrowband.subarray(0, 12)],
	['another format', Buffer.from('RIFF....WAVE')],
	['nothing', Buffer.alloc(0)],
])('%s is no recording', async (_, amr) => {
	expect(await amrToWav(amr)).toBeUndefined();
});

test('random content neither throws nor disturbs what is decoded after it', async () => {
	const before = await amrToWav(TONES.wideband);
	let random = 1;
	const next = () => (random = (random * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
	for (const magic of ['#!AMR\n', '#!AMR-WB\n']) {
		for (let file = 0; file < 20; file++) {
			const bytes = Buffer.from(Array.from({ length: 2_000 }, () => next() & 0xff));
			bytes.write(magic, 'latin1');
			const wav = await amrToWav(bytes);
			expect(wav?.readUInt32LE(40)).toBe((wav?.length ?? 0) - HEADER_BYTES);
		}
	}
	expect(await amrToWav(TONES.wideband)).toEqual(before);
});
