import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that is there during one test; call at the top of a `describe`. The getter works inside tests only. */
export function temporaryFolder(): () => string {
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'host-test-'));
	});
	afterEach(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return () => folder;
}
