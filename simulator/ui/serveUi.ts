import type { ServerResponse } from 'node:http';

/** Path of the page for people. */
export const UI_PREFIX = '/_ui/';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>WeChat simulator</title>
<h1>WeChat simulator</h1>
<p>The platform runs. Its state: <a href="/_sim/state">state</a>, <a href="/_sim/calls">API calls</a>,
<a href="/_sim/deliveries">pushes</a>.</p>
</html>
`;

/** Serves the page for people. */
export function serveUi(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
}
