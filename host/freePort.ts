import getPort from 'get-port';

/**
 * Finds a TCP port that is currently free on 127.0.0.1 and was not returned by this process before. Another process may still take it
 * before it is bound, so the caller has to be ready to try again.
 */
export async function freePort(): Promise<number> {
	return await getPort({ host: '127.0.0.1', reserve: true });
}
