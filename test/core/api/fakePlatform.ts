import type { ApiPorts, WireRequest, WireResponse } from '../../../core/api/wire';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';

/** A scripted network with a clock that only moves when told. */
export interface FakePlatform {
	ports: ApiPorts;
	/** Every request that was sent. */
	sent: WireRequest[];
	/** Milliseconds that were waited, in order. */
	slept: number[];
	advance(milliseconds: number): void;
}

/** One scripted answer: JSON, a complete response, or a failure. */
export type Script = object | WireResponse | IndeterminateResultError;

/**
 * Answers requests from a list, in order.
 *
 * @param script one entry per expected request; more requests than entries fail the test
 */
export function fakePlatform(script: Script[]): FakePlatform {
	let now = 1_790_000_000_000;
	const sent: WireRequest[] = [];
	const slept: number[] = [];
	const remaining = [...script];
	return {
		sent,
		slept,
		advance: (milliseconds) => {
			now += milliseconds;
		},
		ports: {
			async send(request) {
				sent.push(request);
				const next = remaining.shift();
				if (next === undefined) throw new Error(`unexpected request to ${request.url.split('?')[0]}`);
				if (next instanceof IndeterminateResultError)
					throw new IndeterminateResultError(next.reach, next.reason, request.path);
				return 'status' in next && 'body' in next ? (next as WireResponse) : json(next);
			},
			now: () => now,
			async sleep(milliseconds) {
				slept.push(milliseconds);
				now += milliseconds;
			},
			random: () => 0.5,
			share: async (work) => await work,
		},
	};
}

/** An HTTP 200 with a JSON body, as the platform sends it. */
export function json(value: object | string): WireResponse {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}
