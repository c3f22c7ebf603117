import { randomBytes } from 'node:crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { openInquiry, proofCookie, APPROVAL_PARAMETER } from '../../../core/approval/identity';
import { answerApproval } from '../../../nodes/Wechat/approval/answerApproval';

const CREDENTIAL = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' };
const ACCOUNT = { appid: CREDENTIAL.appId, secret: CREDENTIAL.appSecret };
const PAGE = 'https://n8n.example.com/webhook-waiting/7/node?item=0&signature=s';
const LOGIN = 'https://n8n.example.com/webhook/1/oauth';
const ASKED = 'oASKED0000000000000000000001';
const OTHER = 'oOTHER0000000000000000000001';
const QUESTION = 'Refund 19.90 to Anna?';

/** The cookie of a visitor who has signed in for a page. */
function proofOf(openid: string, page = PAGE): string {
	const nowSeconds = Math.floor(Date.now() / 1000);
	const proof = { page, openid, expiresAt: nowSeconds + 60 };
	return proofCookie(proof, ACCOUNT, { nowSeconds, randomBytes }).split(';', 1)[0] ?? '';
}

/** Opens the page of a question, or answers it; gives what the browser and the execution get. */
async function visit(method: 'GET' | 'POST', options: IDataObject, cookie?: string, until?: number) {
	const shown = { status: 0, headers: {} as Record<string, string>, body: '' };
	const response = {
		status: (code: number) => (shown.status = code),
		setHeader: (name: string, value: string) => (shown.headers[name.toLowerCase()] = value),
		end: (body: string) => (shown.body = body),
	};
	const log: string[] = [];
	const n8n = {
		getRequestObject: () => ({ method, headers: { cookie, 'accept-language': 'en' } }),
		getResponseObject: () => response,
		getQueryData: () => ({ item: '0', ...(until === undefined ? {} : { until: String(until) }) }),
		getNode: () => ({ parameters: { touser: ASKED, message: QUESTION, responseType: 'approval', options } }),
		getSignedResumeUrl: () => PAGE,
		getTimezone: () => 'Asia/Shanghai',
		getBodyData: () => ({ decision: 'approve' }),
		getCredentials: async () => CREDENTIAL,
		logger: { warn: (line: string) => log.push(line) },
	};
	const { workflowData } = await answerApproval(n8n as unknown as IWebhookFunctions);
	return { ...shown, log, item: workflowData?.[0]?.[0]?.json };
}

const PERSON = { onlyThisPerson: true, webLoginUrl: LOGIN };

test('whoever has the link may answer, without being taken for the person who was asked', async () => {
	expect(await visit('GET', {})).toMatchObject({ status: 200, item: undefined });
	expect((await visit('POST', {}, proofOf(ASKED))).item).toMatchObject({
		data: { approved: true },
		openid: ASKED,
		verified: false,
	});
});

test('where only one person may answer, that one does, and is said to be verified', async () => {
	const page = await visit('GET', PERSON, proofOf(ASKED));
	expect(page).toMatchObject({ status: 200, item: undefined });
	expect(page.body).toContain(QUESTION);
	expect((await visit('POST', PERSON, proofOf(ASKED))).item).toMatchObject({
		data: { approved: true },
		openid: ASKED,
		verified: true,
	});
});

test.each(['GET', 'POST'] as const)(
	'a %s of anybody else who has signed in shows no question and decides nothing',
	async (method) => {
		const { status, body, item } = await visit(method, PERSON, proofOf(OTHER));
		expect({ status, item }).toEqual({ status: 403, item: undefined });
		expect(body).not.toContain(QUESTION);
	},
);

test.each([
	['nothing', undefined],
	['a proof for another question', proofOf(ASKED, PAGE.replace('item=0', 'item=1'))],
	['an OpenID in place of a proof', `wechat_approval=${ASKED}`],
])('a visitor with %s is led to sign in, and decides nothing', async (_what, cookie) => {
	const led = await visit('GET', PERSON, cookie);
	const location = new URL(led.headers.location ?? PAGE);
	expect([led.status, `${location.origin}${location.pathname}`, led.item]).toEqual([302, LOGIN, undefined]);
	const inquiry = openInquiry(location.searchParams.get(APPROVAL_PARAMETER), ACCOUNT, Date.now() / 1000);
	expect(inquiry?.page).toBe(PAGE);
	const { status, body, item } = await visit('POST', PERSON, cookie);
	expect({ status, item }).toEqual({ status: 403, item: undefined });
	expect(body).not.toContain(QUESTION);
});

describe('after the time for an answer', () => {
	const NOW = 1_795_976_000_000;
	beforeEach(() => jest.useFakeTimers({ now: NOW }));
	afterEach(() => jest.useRealTimers());

	test.each(['GET', 'POST'] as const)('a %s shows no question and decides nothing', async (method) => {
		const { status, body, item } = await visit(method, PERSON, proofOf(ASKED), NOW - 1);
		expect({ status, item }).toEqual({ status: 410, item: undefined });
		expect(body).not.toContain(QUESTION);
	});

	test('somebody else still learns nothing about the question', async () => {
		expect((await visit('GET', PERSON, proofOf(OTHER), NOW - 1)).status).toBe(403);
	});

	test('until its last millisecond an answer is accepted', async () => {
		expect((await visit('POST', PERSON, proofOf(ASKED), NOW)).item).toMatchObject({
			data: { approved: true },
		});
	});
});

test('a set-up that cannot be used lets nobody answer, and tells its owner', async () => {
	const { item, body, log } = await visit('POST', { onlyThisPerson: true }, proofOf(ASKED));
	expect(item).toBeUndefined();
	expect(body).not.toContain(QUESTION);
	expect(log).toEqual([expect.stringContaining('Web Login URL: is empty')]);
});
