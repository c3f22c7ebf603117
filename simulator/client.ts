import axios, { AxiosError } from 'axios';
import type { Control } from './control/Control';

/**
 * The control API of a simulator in another process, with the same methods and types as in process.
 *
 * 64-bit ids arrive as text. Refusals are Errors with the control API's message.
 *
 * @param controlUrl `control` in the simulator's first line of output
 */
export function createControlClient(controlUrl: string): Control {
	const http = axios.create({
		baseURL: controlUrl,
		proxy: false,
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
	});

	async function ask<Result>(method: 'GET' | 'POST', path: string, input?: unknown): Promise<Result> {
		try {
			const { data } = await http.request<Result>({ method, url: path, data: input });
			return data;
		} catch (error) {
			if (error instanceof AxiosError && isRefusal(error.response?.data)) {
				throw new Error(`${method} ${path}: ${error.response.data.error}`);
			}
			throw error;
		}
	}

	return {
		reset: (input = {}) => ask('POST', '/reset', input),
		account: (input = {}) => ask('POST', '/accounts', input),
		follower: (input = {}) => ask('POST', '/followers', input),
		push: (input) => ask('POST', '/push', input),
		deliveries: () => ask('GET', '/deliveries'),
		settled: () => ask('POST', '/settled', {}),
		fault: (input) => ask('POST', '/faults', input),
		clock: (input = {}) => ask('POST', '/clock', input),
		calls: () => ask('GET', '/calls'),
		chat: (input = {}) => ask('POST', '/chat', input),
		state: () => ask('GET', '/state'),
		snapshot: async () => JSON.stringify(await ask('GET', '/snapshot')),
		restore: (snapshot) => ask('POST', '/restore', JSON.parse(snapshot)),
		area: (name, control, input) => ask('POST', `/${name}/${control}`, input),
	};
}

function isRefusal(data: unknown): data is { error: string } {
	return typeof data === 'object' && data !== null && 'error' in data && typeof data.error === 'string';
}
