import { readFile } from 'node:fs/promises';
import { pollUntil } from '../host/pollUntil';

/** A process that uses less of a processor than this is idle. */
const IDLE_SHARE = 0.1;
const LOOK_MS = 300;

/**
 * Processor time that a process has used so far, in milliseconds (Linux only: the kernel counts in hundredths of a second). Other
 * programs on the machine hardly change it.
 */
export async function processorMs(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The program name may contain spaces; user and system time are the 14th and 15th field.
	const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
	return (Number(user) + Number(system)) * 10;
}

/**
 * Waits until processes have finished their work: n8n answers a push before its execution has ended.
 *
 * @throws when one of them is still busy after a minute
 */
export async function untilIdle(pids: readonly number[]): Promise<void> {
	const used = async () => await Promise.all(pids.map(processorMs));
	let before: number[] | undefined;
	await pollUntil(
		'n8n to be idle',
		async () => {
			const now = await used();
			const isIdle =
				before && now.every((time, index) => time - (before?.[index] ?? 0) < LOOK_MS * IDLE_SHARE);
			before = now;
			return isIdle || undefined;
		},
		{ timeoutMs: 60_000, intervalMs: LOOK_MS },
	);
}
