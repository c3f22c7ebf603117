import { defineResource } from '../../operation';
import { customCall } from './call';

/** Everything that has no operation of its own. */
export const custom = defineResource({
	value: 'custom',
	name: 'Custom API Call',
	chinese: '自定义接口调用',
	operations: [customCall],
});
