import type { ZodType, ZodTypeDef } from 'zod';
import { readInput } from '../readInput';
import type { World } from '../World';

/** A control of one area for tests and the phone page. `Input` is the type for callers, `Output` that of the result. */
export interface AreaControl<Input, Output> {
	run(world: World, input: unknown): Output | Promise<Output>;
	/** Only carries the type for callers; never set. */
	readonly inputType?: (input: Input) => void;
}

/**
 * @param schema validates and completes the input
 * @param run performs it
 * @returns a control with types from both
 */
export function areaControl<Input, Parsed, Output>(
	schema: ZodType<Parsed, ZodTypeDef, Input>,
	run: (world: World, input: Parsed) => Output | Promise<Output>,
): AreaControl<Input, Output> {
	return { run: (world, input) => run(world, readInput(schema, input)) };
}
