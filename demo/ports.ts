import { createServer } from 'node:net';
import { freePort } from '../host/freePort';
import type { Say } from './language.cjs';

/** The ports on 127.0.0.1. */
export interface DemoPorts {
	/** Editor and webhooks of n8n. */
	n8n: number;
	/** The local WeChat platform with its phones. */
	platform: number;
	/** The mock AI model. */
	model: number;
	/** The website with the picture of the article. */
	site: number;
	/** The broker of n8n's task runner. */
	broker: number;
}

const NAMES = ['n8n', 'platform', 'model', 'site', 'broker'] as const;

/**
 * Finds the ports to use.
 *
 * @param first of five consecutive ports; five free ones by default
 * @param say gives the words of errors
 * @throws when one of them cannot be used, naming it and what to do
 */
export async function choosePorts(first: number | undefined, say: Say): Promise<DemoPorts> {
	const ports = {} as DemoPorts;
	for (const [index, name] of NAMES.entries()) {
		ports[name] = first === undefined ? await freePort() : first + index;
	}
	if (first !== undefined) await refuseTaken(ports, (port) => say('errorPortTaken', { port, first }));
	return ports;
}

/**
 * Refuses ports that cannot be used.
 *
 * @param words returns the error for a port
 * @throws for the first unusable one
 */
export async function refuseTaken(ports: DemoPorts, words: (port: number) => string): Promise<void> {
	for (const name of NAMES) {
		if (!(await isFree(ports[name]))) throw new Error(words(ports[name]));
	}
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
