import { PROTOCOL_RULES } from './properties';

/** A fixed seed, so that a run of the tests never differs from the last one; the fuzzer looks for new inputs. */
const parameters = { seed: 20260101, numRuns: 200 };

test.each(PROTOCOL_RULES)('$name', ({ check }) => {
	expect(check(parameters)).toBeUndefined();
});
