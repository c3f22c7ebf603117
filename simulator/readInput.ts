import type { ZodType, ZodTypeDef } from 'zod';
import { ControlError } from './ControlError';

/**
 * Validates the input of a request to the control API.
 *
 * @returns the input with defaults filled in
 * @throws ControlError naming every wrong field and its rule
 */
export function readInput<Parsed, Input>(schema: ZodType<Parsed, ZodTypeDef, Input>, input: unknown): Parsed {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const issues = result.error.issues.map(({ path, message }) =>
		path.length > 0 ? `${path.join('.')}: ${message}` : message,
	);
	throw new ControlError(issues.join('; '));
}
