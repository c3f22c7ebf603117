import { amrToWav } from '../../core/voice/amrToWav';

const FRAMES_PER_SECOND = 50;

/** A frame without data: silence of 20 ms. */
const silence = (frames: number) => Buffer.from(`#!AMR\n${'\x7c'.repeat(frames)}`, 'latin1');

test('five minutes are converted; a small file that claims more is not', async () => {
	const seconds = 300;
	const wav = (await amrToWav(silence(seconds * FRAMES_PER_SECOND))) as Buffer;
	expect(wav.readUInt32LE(40)).toBe(seconds * 8_000 * 2);
	expect(await amrToWav(silence(seconds * FRAMES_PER_SECOND + 1))).toBeUndefined();
});
