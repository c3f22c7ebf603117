import { InvalidInputError } from './WechatErrors';

const NAMED_AT_MOST = 6;
const EXPLAINED_AT_MOST = 20;

/** Thrown when several values were found to be wrong before any call was made. @internal */
export class InputsRefused extends InvalidInputError {
	/** @param problems what is wrong, each with its field; at least two */
	constructor(readonly problems: readonly InvalidInputError[]) {
		const fields = [...new Set(problems.map(({ field }) => field))];
		const named = fields.slice(0, NAMED_AT_MOST).join(', ') + (fields.length > NAMED_AT_MOST ? ', …' : '');
		super(named, problems.map(({ rule }) => rule).join('; '), explain(problems));
		if (fields.length > 1) this.message = `${fields.length} fields break their rules: ${named}`;
		this.name = 'InputsRefused';
	}
}

/** @returns each problem separately, whether the error is about one value or several */
export function problemsOf(refusal: InvalidInputError): readonly InvalidInputError[] {
	return refusal instanceof InputsRefused ? refusal.problems : [refusal];
}

/**
 * Reads the values of one item. A wrong value does not keep the others from being checked, so that all problems are reported at once.
 *
 * @param readers one function per value; it throws InvalidInputError for a value that cannot be used
 * @returns the values by the same names
 * @throws InvalidInputError for one wrong value, InputsRefused for several; any other error at once
 */
export function readAll<T extends object>(readers: { readonly [K in keyof T]: () => T[K] }): T {
	const names = Object.keys(readers) as (keyof T)[];
	const values: Partial<T> = {};
	readEach(names, (name) => (values[name] = readers[name]()));
	return values as T;
}

/**
 * Reads the entries of a list, also reporting all problems at once.
 *
 * @param entries what is read, in order
 * @param read reads one of them
 * @throws as {@link readAll}
 */
export function readEach<A, B>(entries: readonly A[], read: (entry: A, index: number) => B): B[] {
	const values: B[] = [];
	const problems: InvalidInputError[] = [];
	entries.forEach((entry, index) => {
		try {
			values.push(read(entry, index));
		} catch (error) {
			if (!(error instanceof InvalidInputError)) throw error;
			// A field with several values is reported once, although each value is read.
			problems.push(...problemsOf(error).filter((problem) => !problems.includes(problem)));
		}
	});
	const [first, second] = problems;
	if (first) throw second ? new InputsRefused(problems) : first;
	return values;
}

function explain(problems: readonly InvalidInputError[]): string {
	const lines = problems
		.slice(0, EXPLAINED_AT_MOST)
		.map(({ field, rule, remedy }, index) => `(${index + 1}) ${field} ${rule}. ${remedy}`);
	const more = problems.length - lines.length;
	return [...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

/**
 * Like {@link readEach}, for asynchronous readers.
 *
 * @param entries what is read, in order
 * @param read reads one of them
 * @throws as {@link readAll}
 */
export async function readEachLater<A, B>(
	entries: readonly A[],
	read: (entry: A, index: number) => Promise<B>,
): Promise<B[]> {
	const settled: PromiseSettledResult<B>[] = [];
	for (const [index, entry] of entries.entries())
		settled.push(...(await Promise.allSettled([read(entry, index)])));
	return readEach(settled, (one) => {
		if (one.status === 'fulfilled') return one.value;
		throw one.reason;
	});
}

/**
 * Like {@link readAll}, for asynchronous readers.
 *
 * @param readers one function per value
 * @throws as {@link readAll}
 */
export async function readAllLater<T extends object>(readers: {
	readonly [K in keyof T]: () => Promise<T[K]>;
}): Promise<T> {
	const names = Object.keys(readers) as (keyof T)[];
	const entries = await readEachLater(names, async (name) => [name, await readers[name]()] as const);
	return Object.fromEntries(entries) as T;
}
