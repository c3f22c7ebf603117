import { WechatApiError } from '../errors/WechatErrors';

/**
 * Lets concurrent callers that need the same thing share one request.
 *
 * @param inFlight requests in progress, by key
 * @param key identifies what is requested
 * @param start makes the request when none is in progress
 * @param asksAgain whether a caller that joined a request makes its own one after that failed with this error; by default it fails with the
 *   same error
 */
export async function singleFlight<T>(
	inFlight: Map<string, Promise<T>>,
	key: string,
	start: () => Promise<T>,
	asksAgain: (error: unknown) => boolean = () => false,
): Promise<T> {
	const known = inFlight.get(key);
	if (!known) return await lead(inFlight, key, start);
	try {
		return await known;
	} catch (error) {
		if (!asksAgain(error)) throw error;
		return await (inFlight.get(key) ?? lead(inFlight, key, start));
	}
}

/**
 * Whether a caller that joined should try itself: the caller that made the request may have been canceled or disconnected, but what WeChat
 * refuses, it refuses to everybody.
 */
export function concernsTheOther(error: unknown): boolean {
	return !(error instanceof WechatApiError);
}

async function lead<T>(inFlight: Map<string, Promise<T>>, key: string, start: () => Promise<T>): Promise<T> {
	const request = start();
	inFlight.set(key, request);
	try {
		return await request;
	} finally {
		inFlight.delete(key);
	}
}
