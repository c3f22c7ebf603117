import { WechatApiError } from '../../../core/errors/WechatErrors';
import type { Connection } from '../../../nodes/transport/connectAccount';
import { claims, exchangeOnce, mayStartOnFailure } from '../../../nodes/WechatOAuthTrigger/loginLimits';
import type { VisitContext } from '../../../nodes/WechatOAuthTrigger/VisitContext';
import { warnOwner } from '../../../nodes/WechatOAuthTrigger/warnOwner';
import { type Filling, upTo } from './Filling';

const NOON = 1_760_000_040;

/** A visit of somebody whom nobody knows. */
function visitOf(address: number, nowSeconds = NOON): VisitContext {
	return {
		n8n: { logger: { warn: () => {} }, getWorkflow: () => ({ id: 'workflow' }) },
		receivedAt: nowSeconds * 1000,
		setup: { startOnFailure: true, login: { redirectUri: 'https://n8n.example.com/webhook/login' } },
		visit: { address: String(address) },
		ports: { nowSeconds },
	} as unknown as VisitContext;
}

/** An account that knows no code. */
const refusing = {
	account: { secrets: [] },
	now: () => NOON * 1000,
	call: async () =>
		await Promise.reject(new WechatApiError({ errcode: 40029, errmsg: '', path: '/' } as never)),
} as unknown as Connection;

async function* fillWrongCodes(): AsyncGenerator<void> {
	const bring = async (address: number, now?: number) =>
		await exchangeOnce(visitOf(address, now), refusing, `nonce ${address}`, 'invented');
	for (const address of upTo(1010)) {
		expect((await bring(address)) !== undefined).toBe(address < 1000);
		yield;
	}
	expect(await bring(1, NOON + 60)).toBeDefined();
	yield;
}

async function* fillFailedStarts(): AsyncGenerator<void> {
	for (const address of upTo(40)) {
		expect(mayStartOnFailure(visitOf(address))).toBe(address < 30);
		yield;
	}
	expect(mayStartOnFailure(visitOf(1, NOON + 60))).toBe(true);
}

async function* fillCallbacks(): AsyncGenerator<void> {
	for (const index of upTo(10_010)) {
		claims().of(`nonce ${index}`, 'code').taken = true;
		yield;
	}
	expect(claims().of('nonce 10009', 'code').taken).toBe(true);
	expect(claims().of('nonce 0', 'code').taken).toBe(false);
}

async function* fillLines(): AsyncGenerator<void> {
	const lines: string[] = [];
	const { n8n } = visitOf(1);
	n8n.logger.warn = (line) => void lines.push(line);
	for (const index of upTo(1010)) {
		warnOwner(n8n, NOON, `reason ${index}`);
		yield;
	}
	warnOwner(n8n, NOON, 'reason 1009');
	expect(lines).toHaveLength(1010);
	warnOwner(n8n, NOON, 'reason 0');
	yield;
	expect(lines).toHaveLength(1011);
}

/** What strangers can fill. */
export const loginStores: Readonly<Record<string, Filling>> = {
	'codes that WeChat did not accept': {
		// One more: all of them together.
		most: { visitors: 1001 },
		beyond: 'more than 1000 invented codes in a minute are not taken to WeChat, until the next one begins',
		fill: fillWrongCodes,
	},
	'executions that failed logins have started': {
		most: { visitors: 31 },
		beyond: 'more than 30 failed logins in a minute start no execution, until the next one begins',
		fill: fillFailedStarts,
	},
	'log lines on logins that failed': {
		most: { lines: 1000 },
		beyond: 'of more than 1000 lines the first is written again within its minute',
		fill: fillLines,
	},
	'callbacks of logins': {
		most: { callbacks: 10_000 },
		beyond: 'of more than 10000 callbacks the first is unknown',
		fill: fillCallbacks,
	},
};
