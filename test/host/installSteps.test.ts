import { toolEnv } from '../../host/installSteps';

describe('toolEnv', () => {
	it('drops what npm run and a TypeScript runner put there and keeps the rest', () => {
		const env = {
			PATH: '/bin',
			HOME: '/home/ann',
			HTTPS_PROXY: 'http://proxy',
			npm_config_registry: 'http://registry',
			NODE_OPTIONS: '--import x',
			npm_config_local_prefix: '/checkout',
			npm_package_name: 'n8n-nodes-wechat-mp',
			npm_lifecycle_event: 'demo',
			INIT_CWD: '/checkout',
		};
		expect(toolEnv(env)).toEqual({
			PATH: '/bin',
			HOME: '/home/ann',
			HTTPS_PROXY: 'http://proxy',
			npm_config_registry: 'http://registry',
		});
	});

	it('puts the given Node.js first', () => {
		expect(toolEnv({ PATH: '/bin' }, '/node24/bin/node').PATH).toBe('/node24/bin:/bin');
	});
});
