import { defineResource } from '../../operation';
import { customCall } from './call';

/** Everything that has no operation of its own. */
export const custom = defineResource({
	value: 'custom',
	name: 'Custom API Call',
	operations: [customCall],
});
