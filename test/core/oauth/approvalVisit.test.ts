import { randomBytes } from 'node:crypto';
import { sealFor, APPROVAL_PARAMETER } from '../../../core/approval/identity';
import { LINK_DATA } from '../../../core/oauth/linkData';
import { readPassThroughRules } from '../../../core/oauth/passThrough';
import { type LoginSettings, startLink, startLogin } from '../../../core/oauth/startLogin';

const SETTINGS: LoginSettings = {
	appid: 'wx0123456789abcdef',
	appSecret: 'a-secret-of-the-account',
	openHost: 'https://open.weixin.qq.com',
	redirectUri: 'https://n8n.example.com/webhook/1/oauth',
	scope: 'snsapi_userinfo',
	forcePopup: false,
	forceSnapShot: false,
	// What another login has to carry is nothing to an approval.
	passThrough: readPassThroughRules([{ name: 'phone', pattern: '1\\d{10}' }]),
	lifetimeSeconds: 600,
};
const NOW = 1_800_000_000;
const PAGE = 'https://n8n.example.com/webhook-waiting/7/node?item=0&signature=s';

const sealed = (secret = SETTINGS.appSecret, expiresAt = NOW + 60) =>
	sealFor({ page: PAGE, expiresAt }, APPROVAL_PARAMETER, { appid: SETTINGS.appid, secret }, randomBytes);
const start = (query: Record<string, unknown>, settings = SETTINGS) =>
	startLogin({ query, rawQuery: '', cookieHeader: undefined }, settings, { nowSeconds: NOW, randomBytes });
const locationOf = (started: ReturnType<typeof start>) =>
	new URL(started.kind === 'redirect' ? started.location : 'https://refused.example.com');

test('an approval page that asks who its visitor is starts a silent login, which asks nobody anything', () => {
	const location = locationOf(start({ [APPROVAL_PARAMETER]: sealed() }));
	expect(location.searchParams.get('scope')).toBe('snsapi_base');
	expect(location.searchParams.get('redirect_uri')).toContain(`${SETTINGS.redirectUri}?${LINK_DATA}=`);
});

test('a website login keeps its scope, since it has no silent one', () => {
	const website: LoginSettings = { ...SETTINGS, scope: 'snsapi_login' };
	expect(locationOf(start({ [APPROVAL_PARAMETER]: sealed() }, website)).searchParams.get('scope')).toBe(
		'snsapi_login',
	);
});

test('the link that WeChat comes back to starts the same inquiry again', () => {
	const back = locationOf(start({ [APPROVAL_PARAMETER]: sealed() })).searchParams.get('redirect_uri') ?? '';
	const again = Object.fromEntries(new URL(back).searchParams);
	expect(locationOf(start(again)).searchParams.get('scope')).toBe('snsapi_base');
});

test.each([['forged'], [sealed('another-secret')], [sealed(undefined, NOW - 1)], [['a', 'b']], ['']])(
	'an inquiry of %j is refused before WeChat is involved',
	(inquiry) => {
		expect(start({ [APPROVAL_PARAMETER]: inquiry })).toEqual({
			kind: 'refused',
			parameter: APPROVAL_PARAMETER,
		});
	},
);

test('startLink of an inquiry leads to the page, which asks again', () => {
	expect(startLink(SETTINGS, { params: {}, approval: PAGE })).toBe(PAGE);
});
