import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Area } from './areas/Area';
import { areas } from './areas/registry';
import type { Control } from './control/Control';
import { LocalControl } from './control/LocalControl';
import { CONTROL_PREFIX, serveControl } from './control/serveControl';
import { actAsPerson } from './push/actAsPerson';
import { PushService } from './push/PushService';
import { Router } from './server/Router';
import { serveApi } from './server/serveApi';
import { Changes } from './state/Changes';
import { Clock } from './state/Clock';
import { Ids } from './state/Ids';
import { createStore } from './state/Store';
import { Timers } from './state/Timers';
import { serveUi, UI_PREFIX } from './ui/serveUi';
import type { World } from './World';

const LOOPBACK = '127.0.0.1';

/** Options of a simulator. */
export interface SimulatorOptions {
	/** 0 or left out: a free port. */
	port?: number;
	/** Seed of all ids; the same seed and the same calls give the same ids. Left out: random. */
	seed?: string;
	/** Added to every API answer, in milliseconds. */
	latencyMs?: number;
	/** Also serves the API over TLS, with this key and certificate (PEM); `urls.api` is then that URL. */
	tls?: { key: string; cert: string };
	/** Gets one line per noteworthy event; left out: stderr. */
	log?: (line: string) => void;
}

/** The URLs of the platform's hosts. All have one origin (except an API over TLS), since the paths of the real hosts do not collide. */
export interface SimulatorUrls {
	/** Replaces api.weixin.qq.com and the other API hosts. */
	api: string;
	/** Replaces open.weixin.qq.com. */
	open: string;
	/** Replaces mp.weixin.qq.com. */
	mp: string;
	control: string;
	ui: string;
}

/** A running platform. */
export interface Simulator {
	urls: SimulatorUrls;
	control: Control;
	/** Ends everything in progress and frees the port. */
	close(): Promise<void>;
}

/**
 * Starts a WeChat platform on loopback.
 *
 * @throws Error when the port is taken
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {
		port = 0,
		seed = randomUUID(),
		latencyMs = 0,
		log = (line) => process.stderr.write(`${line}\n`),
	} = options;
	const registered: Readonly<Record<string, Area>> = areas;
	const { world, pushes } = createWorld(seed, log, registered);
	const router = new Router(Object.values(registered));
	const control = new LocalControl({ world, pushes, areas: registered, routes: router.list(), seed });

	const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
		const url = message.url ?? '/';
		if (url.startsWith(`${CONTROL_PREFIX}/`)) return serveControl(control, message, response);
		if (url.startsWith(UI_PREFIX)) return serveUi(world, registered, message, response);
		return serveApi(world, router, latencyMs, message, response);
	};
	const listener = (message: IncomingMessage, response: ServerResponse) => {
		serve(message, response).catch((error: unknown) => {
			const callerLeft = message.destroyed && !message.complete;
			if (callerLeft) return;
			log(
				`error in the simulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
			);
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	};
	const server = createServer(listener);
	const tlsServer = options.tls && createTlsServer(options.tls, listener);
	const origin = `http://${LOOPBACK}:${await listen(server, port)}`;
	const api = tlsServer ? `https://${LOOPBACK}:${await listen(tlsServer, 0)}` : origin;
	return {
		urls: { api, open: origin, mp: origin, control: origin + CONTROL_PREFIX, ui: origin + UI_PREFIX },
		control,
		async close() {
			pushes.abandonAll();
			world.timers.clear();
			for (const one of tlsServer ? [server, tlsServer] : [server]) {
				one.closeAllConnections();
				await new Promise<void>((resolve) => one.close(() => resolve()));
			}
		},
	};
}

/** Starts listening and returns the port. */
async function listen(server: Pick<Server, 'once' | 'listen' | 'address'>, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, LOOPBACK, resolve);
	});
	return (server.address() as AddressInfo).port;
}

function createWorld(
	seed: string,
	log: (line: string) => void,
	registered: Readonly<Record<string, Area>>,
): { world: World; pushes: PushService } {
	const clock = new Clock(() => world.store.clock, Date.now);
	const ids = new Ids(() => world.store.ids);
	const timers = new Timers(clock);
	const pushes = new PushService(() => world);
	const changes = new Changes();
	const world: World = {
		store: createStore(seed),
		clock,
		ids,
		timers,
		pushes,
		changes,
		log,
		act: (account, follower, content) => actAsPerson(world, registered, account, follower, content),
	};
	return { world, pushes };
}
