import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { DOWNLOADS, testLargestFiles } from './testLargestFiles';

// One for each limit; test/slow has them all.
testLargestFiles(
	DOWNLOADS.filter(([, , , megabytes], index, all) => all.findIndex((one) => one[3] === megabytes) === index),
);

describe('an answer without end', () => {
	let platform: CannedPlatform;
	beforeAll(async () => {
		platform = await startCannedPlatform();
		platform.answer(() => 'answer without end');
	});
	afterAll(async () => await platform.close());

	test('is cut off at 32 MB, and says that the call may have been carried out', async () => {
		const found = findOperation('custom', 'call');
		const { error, items } = await runOperation(platform.url, found, { params: found.sample.params });
		expect(error?.message).toContain('the response has more than 32 MB');
		expect(items(NODE)).toEqual([]);
		expect(platform.received).toHaveLength(1);
	});
});
