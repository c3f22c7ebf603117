import type { ServerResponse } from 'node:http';
import type { Changes } from '../state/Changes';

/** A page redraws at most this often, however busy the platform is. */
const PAUSE_MS = 120;

/**
 * Notifies a page of changes by Server-Sent Events, until the page disconnects.
 *
 * @param response stays open; every event is named `change` and carries no data, since the page asks for what it shows
 */
export function streamChanges(changes: Changes, response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	let pause: NodeJS.Timeout | undefined;
	let missed = false;
	const tell = (): void => {
		if (pause) {
			missed = true;
			return;
		}
		response.write('event: change\ndata:\n\n');
		pause = setTimeout(() => {
			pause = undefined;
			if (!missed) return;
			missed = false;
			tell();
		}, PAUSE_MS);
	};
	const stop = changes.listen(tell);
	response.once('close', () => {
		stop();
		clearTimeout(pause);
	});
	tell();
}
