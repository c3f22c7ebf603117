import { homedir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../host/cacheFolder';

describe('cacheFolder', () => {
	it('is below XDG_CACHE_HOME', () => {
		expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/n8n-nodes-wechat-mp');
	});

	it.each([
		['absent', {}],
		['empty', { XDG_CACHE_HOME: '' }],
		['relative', { XDG_CACHE_HOME: 'caches' }],
	])('is below ~/.cache when XDG_CACHE_HOME is %s', (_case, env) => {
		expect(cacheFolder(env)).toBe(path.join(homedir(), '.cache', 'n8n-nodes-wechat-mp'));
	});
});
