import type { ExecutionEntry } from './pushOutcome';

/**
 * What the workers' logs say about their executions.
 *
 * @param log of all processes: time, name, line
 */
export function workersOf(log: string): Map<string, Pick<ExecutionEntry, 'begunBy' | 'leftMs'>> {
	const words = /^(\S+) (worker \w): .*Worker (started|finished|errored while running) execution (\d+) /gm;
	const known = new Map<string, Pick<ExecutionEntry, 'begunBy' | 'leftMs'>>();
	for (const [, time = '', worker = '', what, id = ''] of log.matchAll(words)) {
		const { begunBy = [] } = known.get(id) ?? {};
		known.set(id, {
			begunBy: [...new Set([...begunBy, worker])],
			leftMs: what === 'started' ? undefined : Date.parse(time),
		});
	}
	return known;
}
