import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that keeps those who call it waiting, so that executions stand still in their middle. */
export interface Gate {
	url: string;
	/** Calls so far, answered ones included. */
	arrived(): number;
	/** Answers all who wait, and from now on everybody at once. */
	open(): void;
	close(): Promise<void>;
}

/** Starts a closed gate on a free port of 127.0.0.1. */
export async function startGate(): Promise<Gate> {
	const waiting: ServerResponse[] = [];
	let arrived = 0;
	let isOpen = false;
	const server = http.createServer((request, response) => {
		request.resume();
		arrived += 1;
		if (isOpen) response.end('{}');
		else waiting.push(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		arrived: () => arrived,
		open: () => {
			isOpen = true;
			for (const response of waiting.splice(0)) response.end('{}');
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
