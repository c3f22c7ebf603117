/**
 * Lets many callers who need the same thing at the same time share one request.
 *
 * @param flights requests under way, by key
 * @param key what is asked for
 * @param start makes the request when nobody else has
 */
export async function singleFlight<T>(
	flights: Map<string, Promise<T>>,
	key: string,
	start: () => Promise<T>,
): Promise<T> {
	const inFlight = flights.get(key);
	if (inFlight) return await inFlight;
	const flight = start();
	flights.set(key, flight);
	try {
		return await flight;
	} finally {
		flights.delete(key);
	}
}
