import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../core/api/wire';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { LEFT_OUT } from '../../scripts/reference/leftOutApis';
import { executeOperation } from './support/executeOperation';
import { findOperation } from './support/findOperation';
import { sampleAnswer, stubItem } from './support/stubItem';

interface Endpoint {
	api: string;
	state: string;
}

/** Every documented endpoint: group, method, path and state. */
const ENDPOINTS: readonly Endpoint[] = readFileSync(join(__dirname, 'support', 'endpoints.tsv'), 'utf8')
	.trimEnd()
	.split('\n')
	.map((line) => {
		const [, method = '', api = '', state = ''] = line.split('\t');
		return { api: `${method} ${api}`, state };
	});

const OPENIDS = 'oSAMPLE000000000000000000001, oSAMPLE000000000000000000002';

/** Operations that call another endpoint than that of their sample, by what changes it. */
const OTHER_CALLS: ReadonlyArray<[resource: string, value: string, change: IDataObject]> = [
	['massMessage', 'sendText', { recipients: 'openids', openids: OPENIDS }],
	['massMessage', 'sendVideo', { options: {} }],
	...['getarticlesummary', 'getarticletotal', 'getuserreadhour', 'getusershare', 'getusersharehour'].map(
		(legacyReport): [string, string, IDataObject] => ['analytics', 'getLegacyFigures', { legacyReport }],
	),
];

/** Method and path of a call as the list writes them: the statements about ads are told apart by their action. */
function apiOf({ method, path, query }: ApiRequest): string {
	const action = path === '/publisher/stat' ? `?action=${String(query?.action)}` : '';
	return `${method} ${path}${action}`;
}

async function callsOf([resource, value, change]: (typeof OTHER_CALLS)[number]): Promise<string[]> {
	const operation = findOperation(resource, value);
	const called: string[] = [];
	const call = async (request: ApiRequest) => {
		called.push(apiOf(request));
		return sampleAnswer(operation.sample);
	};
	await executeOperation(operation, stubItem(call, operation.sample), {
		...operation.sample.params,
		...change,
	});
	return called;
}

async function reached(): Promise<Set<string>> {
	const samples = OPERATIONS.filter(({ resource }) => resource !== 'custom').flatMap(({ sample }) =>
		sample.request ? [apiOf(sample.request)] : [],
	);
	return new Set([...samples, ...(await Promise.all(OTHER_CALLS.map(callsOf))).flat()]);
}

/** Endpoints that should have an operation or a reason and have none. */
function forgotten(endpoints: readonly Endpoint[], calls: ReadonlySet<string>): string[] {
	const excused = LEFT_OUT.flatMap(({ apis }) => apis);
	return endpoints.filter(({ api }) => !calls.has(api) && !excused.includes(api)).map(({ api }) => api);
}

test('every documented endpoint has an operation, or a reason why not', async () => {
	expect(ENDPOINTS.filter(({ state }) => state === 'alive').length).toBeGreaterThan(130);
	expect(forgotten(ENDPOINTS, await reached())).toEqual([]);
});

test('an endpoint without either is found', async () => {
	const tomorrow = { api: 'POST /cgi-bin/tomorrow', state: 'alive' };
	expect(forgotten([...ENDPOINTS, tomorrow], await reached())).toEqual([tomorrow.api]);
});

test('no operation calls what is left out, and no reason has become idle', async () => {
	const calls = await reached();
	const single = LEFT_OUT.flatMap(({ apis }) => apis).filter((api) => api.includes(' '));
	expect(single.filter((api) => calls.has(api))).toEqual([]);
	expect(single.filter((api) => !ENDPOINTS.some((endpoint) => endpoint.api === api))).toEqual([]);
});

test('nothing that is retired has an operation', async () => {
	const calls = await reached();
	const retired = ENDPOINTS.filter(({ state, api }) => state === 'retired' && calls.has(api));
	expect(retired).toEqual([]);
});
