import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drawPicture } from '../simulator/areas/drawPicture';

/** A website of the shop, on this machine. */
export interface LocalSite {
	/** URL of a picture. */
	coverUrl: string;
	close(): void;
}

/** The size that WeChat recommends for covers. */
const COVER = { width: 900, height: 383 };

/**
 * Starts a website with one picture.
 *
 * @param port on loopback
 */
export async function startLocalSite(port: number): Promise<LocalSite> {
	const { width, height } = COVER;
	const picture = drawPicture(width, height, (x, y) => 120 + Math.round((80 * (x + y)) / (width + height)));
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return {
		coverUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cover.jpg`,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
