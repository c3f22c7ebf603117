import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Area } from '../areas/Area';
import { isLocalRequest } from '../server/isLocalRequest';
import type { World } from '../World';
import { findPicture } from './findPicture';
import { showPage } from './showPage';
import { streamChanges } from './streamChanges';

/** Path of the page for people. */
export const UI_PREFIX = '/_ui/';

const FOLDER = path.join(__dirname, 'page');
const FILE_NAME = /^[A-Za-z]+\.(html|css|js|svg)$/;
const TYPES: Readonly<Record<string, string>> = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	svg: 'image/svg+xml',
};

/** The page loads nothing from elsewhere. */
const CONTENT_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/**
 * Serves the page for people: its files, `view` (its data), `events` (notifications of changes) and `picture` (an account's uploaded
 * picture, by its URL).
 *
 * @param areas by name, for their data about an account
 */
export async function serveUi(
	world: World,
	areas: Readonly<Record<string, Area>>,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname, searchParams } = new URL(message.url ?? '/', 'http://127.0.0.1');
	const name = pathname.slice(UI_PREFIX.length) || 'index.html';
	if (!isLocalRequest(message)) return refuse(response, 403, 'This page opens under loopback names only.');
	if (message.method !== 'GET') return refuse(response, 405, 'This page is read only.');
	if (name === 'events') return streamChanges(world.changes, response);
	if (name === 'view') {
		const openids = searchParams.get('openids')?.split(',') ?? [];
		const view = showPage(world, areas, { appid: searchParams.get('appid'), openids });
		response.writeHead(200, { ...headers('application/json; charset=utf-8') }).end(view);
		return;
	}
	if (name === 'picture') {
		const picture = findPicture(world.store, searchParams.get('url') ?? '');
		if (!picture) return refuse(response, 404, 'No account has this picture.');
		response.writeHead(200, headers(picture.contentType)).end(picture.bytes);
		return;
	}
	const file = FILE_NAME.test(name) ? await readPage(name) : null;
	if (!file) return refuse(response, 404, 'There is no such page.');
	response
		.writeHead(200, headers(TYPES[path.extname(name).slice(1)] ?? 'application/octet-stream'))
		.end(file);
}

async function readPage(name: string): Promise<Buffer | null> {
	return await readFile(path.join(FOLDER, name)).catch(() => null);
}

function refuse(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, headers('text/plain; charset=utf-8')).end(text);
}

function headers(contentType: string): Record<string, string> {
	return {
		'content-type': contentType,
		'content-security-policy': CONTENT_POLICY,
		'cache-control': 'no-store',
		'referrer-policy': 'no-referrer',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
	};
}
