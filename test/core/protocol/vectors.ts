import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One published test vector; which fields it has depends on its kind. */
export type Vector = Readonly<Record<string, unknown>>;

interface VectorFile {
	vectors: readonly Vector[];
	negative_cases: readonly { base: string; change: string; expect: string }[];
}

const file: VectorFile = JSON.parse(readFileSync(join(__dirname, 'vectors.json'), 'utf8'));

export const NEGATIVE_CASES = file.negative_cases;

export function vectorsOfKind(kind: string): { id: string; vector: Vector }[] {
	return file.vectors
		.filter((vector) => vector.kind === kind)
		.map((vector) => ({ id: textOf(vector, 'id'), vector }));
}

export function vectorById(id: string): Vector {
	const found = file.vectors.find((vector) => vector.id === id);
	if (!found) throw new Error(`vectors.json has no ${id}`);
	return found;
}

/** A field that the vector must have. */
export function textOf(vector: Vector, field: string): string {
	const value = vector[field];
	if (typeof value !== 'string') throw new Error(`The vector ${String(vector.id)} has no text ${field}`);
	return value;
}
