import { defineResource } from '../../operation';
import { customCall } from './call';

/** APIs without an operation of their own. */
export const custom = defineResource({
	value: 'custom',
	name: 'Custom API Call',
	chinese: '自定义接口调用',
	advice:
		'Only for an API that has no operation here. Token and errors are taken care of: add no access_token and no HTTP Request node to get one.',
	operations: [customCall],
});
