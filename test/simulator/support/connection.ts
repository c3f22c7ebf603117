import { startCallbackServer, type CallbackServer } from './callbackServer';
import { startPlatform, type Platform } from './platform';

/** A platform and the account's server, which the platform can be told of. */
export interface Connection {
	platform: Platform;
	server: CallbackServer;
	/** Saves the server URL and makes one person known, whose openid it gives. The handshake is request 0, so pushes begin at 1. */
	connect(mode: 'plain' | 'compatible' | 'safe'): Promise<string>;
	/** The only person sends `hello`. */
	sayHello(): ReturnType<Platform['simulator']['control']['push']>;
	/** The server answers everything like this from now on. */
	answerWith(body: string, status?: number): void;
	close(): Promise<void>;
}

/** Starts both; close them in `afterEach`. */
export async function startConnection(): Promise<Connection> {
	const platform = await startPlatform();
	const server = await startCallbackServer();
	const { control } = platform.simulator;
	return {
		platform,
		server,
		async connect(mode) {
			const { appid } = platform.account;
			const { handshake } = await control.account({ appid, mode, callbackUrl: server.url });
			if (!handshake?.ok) throw new Error(`handshake: ${handshake?.reason}`);
			return (await control.follower()).follower.openid;
		},
		sayHello: () => control.push({ message: { MsgType: 'text', Content: 'hello' } }),
		answerWith: (body, status = 200) =>
			server.answerWith(({ response }) => response.writeHead(status).end(body)),
		async close() {
			await platform.simulator.close();
			await server.close();
		},
	};
}
