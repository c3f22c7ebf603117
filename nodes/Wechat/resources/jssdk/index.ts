import { defineResource } from '../../operation';
import { signPageUrl } from './sign';

/** Web pages inside WeChat. */
export const jssdk = defineResource({
	value: 'jssdk',
	name: 'JS-SDK',
	operations: [signPageUrl],
});
