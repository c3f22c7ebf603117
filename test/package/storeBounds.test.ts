import { processStores, resetProcessState } from '../../core/state/processStore';
import { accountStores } from './fillings/accountStores';
import { conversationStores } from './fillings/conversationStores';
import type { Filling, Sizes } from './fillings/Filling';
import { loginStores } from './fillings/loginStores';
import { pushStores } from './fillings/pushStores';
import { runStores } from './fillings/runStores';

/*
 * Every store of the process is filled through the functions that fill it in n8n, beyond its bound, and looked at after every step:
 * what it keeps has to reach the bound, and never to exceed it.
 */

const FILLINGS: Readonly<Record<string, Filling>> = {
	...accountStores,
	...conversationStores,
	...loginStores,
	...pushStores,
	...runStores,
};

const sizesOf = (name: string): Sizes =>
	processStores()
		.find((store) => store.name === name)
		?.size() ?? {};

beforeEach(() => resetProcessState());
afterEach(() => {
	jest.restoreAllMocks();
	resetProcessState();
});

test('every store of the process is filled here', () => {
	expect(Object.keys(FILLINGS).sort()).toEqual(
		processStores()
			.map(({ name }) => name)
			.sort(),
	);
});

test('what a store counts is what its bound is about', () => {
	for (const { name, bound, size } of processStores()) {
		const { most } = FILLINGS[name] ?? {};
		expect([name, Object.keys(size())]).toEqual([name, Object.keys(most ?? {})]);
		for (const limit of Object.values(most ?? {}).filter((number) => number > 1)) {
			const said = [limit, limit - 1].some((number) => bound.split(/\D+/).includes(String(number)));
			expect([name, limit, said]).toEqual([name, limit, true]);
		}
	}
});

describe.each(Object.entries(FILLINGS))('%s', (name, { most, fill, beyond }) => {
	test(beyond, async () => {
		const peak: Record<string, number> = Object.fromEntries(Object.keys(most).map((kind) => [kind, 0]));
		for await (const _step of fill(() => sizesOf(name))) {
			for (const [kind, size] of Object.entries(sizesOf(name))) peak[kind] = Math.max(size, peak[kind] ?? 0);
		}
		expect(peak).toEqual(most);
	});
});
