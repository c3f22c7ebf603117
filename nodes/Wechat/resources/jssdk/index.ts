import { defineResource } from '../../operation';
import { signPageUrl } from './sign';

/** The JS-SDK of web pages inside WeChat. */
export const jssdk = defineResource({
	value: 'jssdk',
	name: 'JS-SDK',
	chinese: '网页开发',
	operations: [signPageUrl],
});
