import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Area } from '../../simulator/areas/Area';
import { areas } from '../../simulator/areas/registry';
import { Router } from '../../simulator/server/Router';

const router = new Router(Object.values<Area>(areas));

/** Endpoints that the simulator leaves out, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
	'POST /cgi-bin/material/add_news': 'replaced by drafts in 2022',
	'POST /cgi-bin/material/update_news': 'replaced by drafts in 2022',
	'POST /cgi-bin/shorturl': 'stopped on 2021-03-15; shorten/gen takes its place',
	'POST /cv/ocr/platenum': 'not in the index of 2026-10',
	'POST /cv/img/superresolution': 'not in the index of 2026-10',
};

interface Endpoint {
	name: string;
	method: string;
	path: string;
	state: string;
}

const ENDPOINTS: Endpoint[] = readFileSync(path.join(__dirname, 'data', 'endpoints.tsv'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => {
		const [, method = '', address = '', state = ''] = line.split('\t');
		const [bare = ''] = address.split('?');
		return { name: `${method} ${bare}`, method, path: bare, state };
	});

test('the list of endpoints has every state it should', () => {
	expect(ENDPOINTS.length).toBeGreaterThan(150);
	expect([...new Set(ENDPOINTS.map(({ state }) => state))].sort()).toEqual([
		'alive',
		'retired',
		'unlisted',
		'unmaintained',
	]);
});

test.each(ENDPOINTS)('$name ($state) has a route, or a reason why not', ({ name, method, path: address }) => {
	const hasRoute = typeof router.find(method, address) === 'object';
	expect({ name, hasRoute, reason: LEFT_OUT[name] }).toEqual(
		hasRoute ? { name, hasRoute: true } : { name, hasRoute: false, reason: expect.any(String) },
	);
});

test('what is alive has a route; a reason does not replace it', () => {
	const alive = ENDPOINTS.filter(({ state }) => state === 'alive' || state === 'unmaintained');
	expect(alive.filter(({ name }) => Object.hasOwn(LEFT_OUT, name))).toEqual([]);
});

test('no reason is given for an endpoint that is not in the list', () => {
	const names = ENDPOINTS.map(({ name }) => name);
	expect(Object.keys(LEFT_OUT).filter((name) => !names.includes(name))).toEqual([]);
});
