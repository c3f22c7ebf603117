/**
 * Lets many callers who need the same thing at the same time share one request.
 *
 * @param flights requests under way, by key
 * @param key what is asked for
 * @param start makes the request when nobody else has
 */
export async function joinFlight<T>(
	flights: Map<string, Promise<T>>,
	key: string,
	start: () => Promise<T>,
): Promise<T> {
	const underWay = flights.get(key);
	if (underWay) return await underWay;
	const flight = start();
	flights.set(key, flight);
	try {
		return await flight;
	} finally {
		flights.delete(key);
	}
}
