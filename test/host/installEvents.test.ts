import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderBytes } from '../../host/folderBytes';
import { describeInstallEvent, printBytes } from '../../host/installEvents';
import { temporaryFolder } from './temporaryFolder';

const folder = temporaryFolder();

test('the size of a folder is that of all files in it', async () => {
	mkdirSync(path.join(folder(), 'a'));
	writeFileSync(path.join(folder(), 'a', 'b'), Buffer.alloc(300_000, 1));
	const bytes = (await folderBytes(folder())) ?? 0;
	expect(bytes).toBeGreaterThanOrEqual(300_000);
	expect(bytes).toBeLessThan(400_000);
});

test('a folder that is not there has no size', async () => {
	await expect(folderBytes(path.join(folder(), 'none'))).resolves.toBeUndefined();
});

test('bytes are printed as megabytes below a gigabyte', () => {
	expect([0, 12_400_000, 999_400_000, 1_424_000_000].map(printBytes)).toEqual([
		'0 MB',
		'12 MB',
		'999 MB',
		'1.42 GB',
	]);
});

test('a step that goes on tells its size; an installation that is there tells nothing', () => {
	const step = {
		kind: 'step',
		seconds: 7,
		number: 1,
		count: 3,
		name: 'packages',
		title: 'download',
	} as const;
	expect(describeInstallEvent({ ...step, state: 'running', bytes: 5e6 })).toBe(
		'[   7 s] step 1 of 3: download … 5 MB',
	);
	expect(describeInstallEvent({ ...step, state: 'running' })).toBe('[   7 s] step 1 of 3: download …');
	expect(describeInstallEvent({ kind: 'present', n8n: '2.0.0', dir: '/cache' })).toBeUndefined();
});
