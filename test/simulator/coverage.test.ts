import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { simulatorPage } from '../../scripts/reference/simulatorPage';
import type { Area } from '../../simulator/areas/Area';
import { areas } from '../../simulator/areas/registry';
import { coverage } from '../../simulator/coverage';
import { Router } from '../../simulator/server/Router';

const router = new Router(Object.values<Area>(areas));

test('docs/simulator.md is what generate-simulator-docs would write', () => {
	const file = path.join(__dirname, '..', '..', 'docs', 'simulator.md');
	expect(readFileSync(file, 'utf8')).toBe(simulatorPage(coverage));
});

test('simulatorPage changes when a rule does', () => {
	const [first, ...rest] = coverage;
	if (!first) throw new Error('nothing is covered');
	const changed = [{ ...first, rows: first.rows.map((row) => ({ ...row, rules: [] })) }, ...rest];
	expect(simulatorPage(changed)).not.toBe(simulatorPage(coverage));
});

/** Operations that call an API of their own choice, or none at all, have no route. */
const ROUTED = OPERATIONS.flatMap(({ resource, option, sample }) =>
	resource === 'custom' || !sample.request
		? []
		: [{ name: `${resource} ${option.value}`, method: sample.request.method, path: sample.request.path }],
);

test.each(ROUTED)('the simulator has the route of $name: $method $path', ({ method, path: route }) => {
	const [bare = ''] = route.split('?');
	expect(router.find(method, bare)).toMatchObject({ path: bare });
});
