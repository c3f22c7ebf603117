import { WechatApiError } from '../errors/WechatErrors';

/**
 * Lets many callers who need the same thing at the same time share one request.
 *
 * @param inFlight requests under way, by key
 * @param key what is asked for
 * @param start makes the request when nobody else has
 * @param asksAgain whether a caller who has joined makes a request after one that failed with this; unless given, it fails with it
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

/** The caller who made the request may have been cancelled or cut off; what the platform refuses, it refuses to everybody. */
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
