import { execFile } from 'node:child_process';

/**
 * How much room a folder takes on the disk.
 *
 * @returns undefined where there is no `du`, or nothing at `dir`
 */
export async function folderBytes(dir: string): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// What vanishes while it counts makes `du` complain and end with 1; the sum is there all the same.
		execFile('du', ['-sk', dir], (_error, stdout) => {
			const kilobytes = /^\d+/.exec(stdout)?.[0];
			resolve(kilobytes === undefined ? undefined : Number(kilobytes) * 1024);
		});
	});
}
