import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Lets V8 free everything that nobody holds, at once. */
export const collectGarbage = runInNewContext('gc') as () => void;

/**
 * The share of these objects that somebody still holds once the present turn is over and garbage was collected, 0 to 1. V8 is free to
 * keep single objects longer (a register or a cache of the engine still names them), so a test asks for few, never for none: what leaks
 * keeps all of them.
 */
export async function shareHeld(objects: ReadonlyArray<WeakRef<object>>): Promise<number> {
	await new Promise((resolve) => setImmediate(resolve));
	collectGarbage();
	return objects.filter((object) => object.deref() !== undefined).length / objects.length;
}
