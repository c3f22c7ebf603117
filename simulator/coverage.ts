import type { Area, CoverageRow } from './areas/Area';
import { areas } from './areas/registry';
import { pushCoverage } from './push/coverage';

/** The fidelity of everything, by area; documentation is generated from it. */
export const coverage: readonly { area: string; rows: readonly CoverageRow[] }[] = [
	...Object.entries<Area>(areas).map(([area, { routes }]) => ({
		area,
		rows: routes.map(({ method, path, coverage: known }) => ({ route: `${method} ${path}`, ...known })),
	})),
	{ area: 'pushes', rows: pushCoverage },
];
