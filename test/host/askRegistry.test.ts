import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askRegistry } from '../../host/askRegistry';
import { temporaryFolder } from './temporaryFolder';

const folder = temporaryFolder();

/** npm beside a registry of ours, without the settings and the cache of whoever runs the test. */
async function ask(answer: (url: string) => object | undefined): Promise<void> {
	const server = createServer(({ url = '' }, response) => {
		const found = answer(url);
		response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(found ?? { error: 'not_found' }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const cwd = folder();
	const env = {
		PATH: process.env.PATH,
		HOME: cwd,
		npm_config_registry: `http://127.0.0.1:${port}/`,
		npm_config_update_notifier: 'false',
	};
	try {
		await askRegistry('sqlite3', { cwd, env });
	} finally {
		server.close();
	}
}

it('a registry that has the package is good enough', async () => {
	const asked: string[] = [];
	await ask((url) => {
		asked.push(url);
		const version = '5.1.7';
		return {
			name: 'sqlite3',
			'dist-tags': { latest: version },
			versions: { [version]: { name: 'sqlite3', version } },
		};
	});
	expect(asked).toEqual(['/sqlite3']);
});

it('a registry that gives nothing is told with what npm said, and what to look at', async () => {
	const refused = ask(() => undefined);
	await expect(refused).rejects.toThrow(
		/^npm gets nothing from its registry\. Check the network, .*"npm config list"/,
	);
	await expect(refused).rejects.toThrow(/E404/);
});
