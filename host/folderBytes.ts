import { execFile } from 'node:child_process';

/**
 * The disk space used by a folder.
 *
 * @returns undefined where there is no `du`, or `dir` does not exist
 */
export async function folderBytes(dir: string): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// Files that vanish meanwhile make `du` complain and exit with 1, but it still prints the sum.
		execFile('du', ['-sk', dir], (_error, stdout) => {
			const kilobytes = /^\d+/.exec(stdout)?.[0];
			resolve(kilobytes === undefined ? undefined : Number(kilobytes) * 1024);
		});
	});
}
