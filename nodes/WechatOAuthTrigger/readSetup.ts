import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { checkAppSecret } from '../../core/account/accountRules';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { readDomainFile } from '../../core/oauth/domainFile';
import { type PassThroughRule, readPassThroughRules } from '../../core/oauth/passThrough';
import { isAllowedTarget, readAllowedHosts, readTarget } from '../../core/oauth/redirectTarget';
import { readLinkKey } from '../../core/oauth/signedLink';
import type { ProfileLanguage } from '../../core/oauth/snsRequests';
import type { LoginSettings } from '../../core/oauth/startLogin';
import { authorizeUrl } from '../../core/protocol/authorizeUrl';
import { readApiAccount, readPageHosts } from '../transport/account';
import { requestedUrl } from '../transport/hostAbilities';
import { readCredential } from '../transport/readCredential';
import { coerceValue } from '../shared/coerceValue';
import { properties } from './properties';
import type { Setup, SuccessAnswer } from './Setup';

type Context = IWebhookFunctions | IHookFunctions;

const MINUTE = 60;
const DEFAULT_LIFETIME_MINUTES = 10;
const DEFAULT_WAIT_SECONDS = 25;

/**
 * Reads and checks the node's parameters and its credential.
 *
 * @param n8n the context of a request or of activation
 * @throws InvalidInputError naming the field, its rule and the remedy; n8n's own error when there is no credential
 */
export async function readSetup(n8n: Context): Promise<Setup> {
	const options = read(n8n, 'options') as IDataObject;
	const channel = read(n8n, 'channel') as Setup['channel'];
	const { answer, returnTo } = readAnswer(n8n, options);
	const passThrough = readRules(n8n, returnTo?.parameter, options.requireSignature === true);
	const login = { ...(await readAccount(n8n, channel, options)), passThrough, returnTo };
	// Report an unusable URL now, not to the first visitor.
	authorizeUrl({ ...login, state: 'check' });
	return {
		login,
		channel,
		answer,
		requireWechat: channel === 'wechat' && options.outsideWechat !== 'continue',
		fetchProfile: login.scope !== 'snsapi_base' && options.fetchUserInfo !== false,
		profileLanguage: (options.userInfoLanguage ?? 'zh_CN') as ProfileLanguage,
		includeTokens: options.includeTokens === true,
		startOnFailure: options.startOnFailure === true,
		startOnSnapshot: options.snapshotUsers !== 'ask',
		pageLanguage: (options.pageLanguage ?? 'auto') as Setup['pageLanguage'],
		domainFile: readDomainFile(text(options.domainFileName), text(options.domainFileContent)),
	};
}

async function readAccount(
	n8n: Context,
	channel: Setup['channel'],
	options: IDataObject,
): Promise<Omit<LoginSettings, 'passThrough' | 'returnTo'>> {
	const raw = await readCredential(n8n);
	const { appid, secret } = readApiAccount(raw);
	// With a token service the secret may be missing, but exchanging a code requires it.
	checkAppSecret(secret);
	return {
		appid,
		appSecret: secret,
		openHost: readPageHosts(raw).open,
		...(options.requireSignature === true
			? { linkKey: readLinkKey(text(raw.linkSigningSecret), { appid, secret }) }
			: {}),
		redirectUri: ownAddress(n8n),
		scope: channel === 'website' ? 'snsapi_login' : (read(n8n, 'scope') as LoginSettings['scope']),
		forcePopup: options.forcePopup === true,
		forceSnapShot: options.forceSnapshot === true,
		lifetimeSeconds: ((options.stateLifetime ?? DEFAULT_LIFETIME_MINUTES) as number) * MINUTE,
	};
}

/** In a test, the URL that n8n listens on for it, where n8n can tell. */
function ownAddress(n8n: Context): string {
	return requestedUrl(n8n) ?? n8n.getNodeWebhookUrl('default') ?? '';
}

function readRules(n8n: Context, returnParameter: string | undefined, isSigned: boolean): PassThroughRule[] {
	const { parameter = [] } = read(n8n, 'passThrough') as { parameter?: IDataObject[] };
	const rows = parameter.map(({ name, pattern }) => ({ name: text(name), pattern: text(pattern) }));
	// The parameter of the target follows the same rules and must differ from the others.
	if (returnParameter !== undefined)
		readPassThroughRules([...rows, { name: returnParameter, pattern: '' }], isSigned);
	return readPassThroughRules(rows, isSigned);
}

function readAnswer(
	n8n: Context,
	options: IDataObject,
): { answer: SuccessAnswer; returnTo?: LoginSettings['returnTo'] } {
	switch (read(n8n, 'answer')) {
		case 'redirect':
			return readRedirect(n8n, options);
		case 'workflow': {
			const waitSeconds = options.waitSeconds ?? DEFAULT_WAIT_SECONDS;
			return { answer: { kind: 'workflow', waitSeconds: waitSeconds as number } };
		}
		default: {
			const title = text(read(n8n, 'pageTitle'));
			return { answer: { kind: 'page', title, message: text(read(n8n, 'pageMessage')) } };
		}
	}
}

function readRedirect(n8n: Context, options: IDataObject): ReturnType<typeof readAnswer> {
	const url = text(read(n8n, 'redirectUrl'));
	const listed = readAllowedHosts(text(options.allowedRedirectHosts));
	// The owner chose the host of a fixed URL; an expression may take it from anywhere.
	const isExpression = text(n8n.getNode().parameters.redirectUrl).startsWith('=');
	const target = readTarget(url);
	const problem = 'problem' in target ? target.problem : undefined;
	const own = isExpression || 'problem' in target ? [] : [target.host];
	// A redirect from https to http would let others read along.
	const secure = 'problem' in target || target.secure;
	const hosts = [...listed, ...own];
	if (!isAllowedTarget(url, hosts)) {
		throw new InvalidInputError(
			'Redirect URL',
			problem === undefined
				? 'is not an address on one of the Allowed Redirect Hosts'
				: `is not a plain http(s) address: ${problem}`,
			'Enter a complete address such as https://www.example.com/welcome; if it is an expression, list its host under Options → Allowed Redirect Hosts.',
		);
	}
	const answer: SuccessAnswer = {
		kind: 'redirect',
		url,
		hosts,
		secure,
		fields: read(n8n, 'redirectFields') as string[],
		place: options.redirectFieldsIn === 'fragment' ? 'fragment' : 'query',
	};
	const parameter = text(options.returnToParameter);
	return { answer, ...(parameter === '' ? {} : { returnTo: { parameter, allowedHosts: hosts, secure } }) };
}

/** A parameter in the type that its field promises, whatever an expression in it returned. */
function read(n8n: Context, name: string): unknown {
	const field = properties.find((property) => property.name === name);
	if (!field) throw new Error(`the node has no parameter ${name}`);
	return coerceValue(field, n8n.getNodeParameter(name, field.default));
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
