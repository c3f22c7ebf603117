import { defineResource } from '../../operation';
import { buildSignedLink } from './buildSignedLink';
import { buildAuthorizeUrl } from './buildUrl';
import { checkToken } from './checkToken';
import { exchangeCode } from './exchangeCode';
import { getUserInfo } from './getUserInfo';
import { refreshToken } from './refreshToken';
import { respondToLogin } from './respond';

/** Users who log in on a web page (网页授权). */
export const webAuthorization = defineResource({
	value: 'webAuthorization',
	name: 'Web Authorization',
	chinese: '网页授权',
	operations: [
		buildAuthorizeUrl,
		buildSignedLink,
		checkToken,
		exchangeCode,
		getUserInfo,
		refreshToken,
		respondToLogin,
	],
});
