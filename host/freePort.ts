import getPort from 'get-port';

/**
 * Finds a TCP port that is free on 127.0.0.1 right now and was not handed out by this process before. Another process may
 * still take it before it is bound, so the caller has to be ready to ask again.
 */
export async function freePort(): Promise<number> {
	return await getPort({ host: '127.0.0.1', reserve: true });
}
