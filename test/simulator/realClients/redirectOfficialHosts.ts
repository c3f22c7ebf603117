import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

const OFFICIAL = /^([a-z0-9-]+\.)*weixin\.qq\.com$/;

interface Target {
	host?: string | null;
	servername?: string;
}

/** A method of Node's agents that its types do not tell. */
interface Connecting {
	createConnection(options: Target, ...rest: unknown[]): net.Socket;
}

/**
 * Leads every connection to WeChat's hosts to the simulator, below the HTTP clients: they keep writing
 * `https://api.weixin.qq.com/…`. Connections to anywhere but loopback are refused.
 *
 * @param simulatorUrl `urls.api`
 * @returns a function that ends it
 */
export function redirectOfficialHosts(simulatorUrl: string): () => void {
	const sockets: net.Socket[] = [];
	const port = Number(new URL(simulatorUrl).port);
	const restore = [http.Agent.prototype, https.Agent.prototype].map((prototype) => {
		const agent = prototype as unknown as Connecting;
		const before = agent.createConnection;
		agent.createConnection = function (this: Connecting, options, ...rest) {
			const host = options.host ?? '';
			if (OFFICIAL.test(host)) {
				const socket = net.connect(port, '127.0.0.1');
				sockets.push(socket);
				return socket;
			}
			if (host === '127.0.0.1' || host === 'localhost') return before.call(this, options, ...rest);
			throw new Error(`A client wanted to leave the machine: ${host}`);
		};
		return () => {
			agent.createConnection = before;
		};
	});
	return () => {
		for (const undo of restore) undo();
		// Clients keep connections for later; the next simulator has another port.
		for (const socket of sockets) socket.destroy();
	};
}
