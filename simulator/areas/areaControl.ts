import type { ZodType, ZodTypeDef } from 'zod';
import { readInput } from '../readInput';
import type { World } from '../World';

/** A door of one area for tests and the phone page. `Input` is what callers write, `Output` what they get. */
export interface AreaControl<Input, Output> {
	run(world: World, input: unknown): Output | Promise<Output>;
	/** Carries the type for callers only; never set. */
	readonly inputType?: (input: Input) => void;
}

/**
 * @param schema reads and completes the input
 * @param run does it
 * @returns a control whose callers are typed from both
 */
export function areaControl<Input, Parsed, Output>(
	schema: ZodType<Parsed, ZodTypeDef, Input>,
	run: (world: World, input: Parsed) => Output | Promise<Output>,
): AreaControl<Input, Output> {
	return { run: (world, input) => run(world, readInput(schema, input)) };
}
