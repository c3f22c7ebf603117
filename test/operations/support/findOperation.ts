import { OPERATIONS } from '../../../nodes/Wechat/resources';
import type { Operation } from '../../../nodes/Wechat/operation';

/**
 * @param resource e.g. `tag`
 * @param value e.g. `create`
 * @throws Error when there is no such operation
 */
export function findOperation(resource: string, value: string): Operation {
	const found = OPERATIONS.find(
		(operation) => operation.resource === resource && operation.option.value === value,
	);
	if (!found) throw new Error(`there is no operation ${resource} → ${value}`);
	return found;
}
