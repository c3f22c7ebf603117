import type { Area, CoverageRow } from './areas/Area';
import { areas } from './areas/registry';
import { pushCoverage } from './push/coverage';

const registered: Readonly<Record<string, Area>> = areas;

/** What is known about the fidelity of everything, by area; documentation is made from it. */
export const coverage: readonly { area: string; rows: readonly CoverageRow[] }[] = [
	...Object.entries(registered).map(([area, { coverage: rows }]) => ({ area, rows })),
	{ area: 'pushes', rows: pushCoverage },
];
