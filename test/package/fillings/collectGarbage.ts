import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Lets V8 free everything that nobody holds, once the present turn is over. */
export async function collectGarbage(): Promise<void> {
	setFlagsFromString('--expose-gc');
	await new Promise((resolve) => setImmediate(resolve));
	(runInNewContext('gc') as () => void)();
}
