import { convertPicture } from '../../../core/picture/convertPicture';
import { gatherPictures } from '../../../nodes/Wechat/resources/draft/gatherPictures';
import { SAMPLES } from '../../core/picture/samplePictures';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

jest.mock('../../../core/picture/convertPicture');

const { sample } = findOperation('draft', 'create');
const refuseCalls = async () => await Promise.reject(new Error('nothing may be sent'));

test('gatherPictures decodes one picture at a time, since one takes a hundred times the memory of its file', async () => {
	let decoding = 0;
	const together: number[] = [];
	jest.mocked(convertPicture).mockImplementation(async (bytes) => {
		together.push(++decoding);
		await new Promise((resolve) => setImmediate(resolve));
		decoding -= 1;
		// The second one is broken, and lets the next one go on.
		if (together.length === 2) throw new Error('broken');
		const form = { format: 'jpg', width: 8, height: 6, bytes: bytes.length };
		return { bytes, format: 'jpg', from: form, to: form };
	});
	const source = { kind: 'data', from: 'data:…', bytes: SAMPLES.webp } as const;
	const pictures = await gatherPictures(stubItem(refuseCalls, sample), Array(6).fill(source));
	expect(together).toEqual([1, 1, 1, 1, 1, 1]);
	expect(pictures.filter((one) => 'problem' in one)).toHaveLength(1);
});
