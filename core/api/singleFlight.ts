/**
 * Lets many callers who need the same thing at the same time share one request.
 *
 * @param inFlight requests under way, by key
 * @param key what is asked for
 * @param start makes the request when nobody else has
 */
export async function singleFlight<T>(
	inFlight: Map<string, Promise<T>>,
	key: string,
	start: () => Promise<T>,
): Promise<T> {
	const known = inFlight.get(key);
	if (known) return await known;
	const request = start();
	inFlight.set(key, request);
	try {
		return await request;
	} finally {
		inFlight.delete(key);
	}
}
