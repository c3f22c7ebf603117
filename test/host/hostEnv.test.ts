import type { HostEnvOptions } from '../../host/hostEnv';
import { hostEnv } from '../../host/hostEnv';

const options: HostEnvOptions = {
	command: 'start',
	ports: { main: 1001, broker: 1002 },
	userFolder: '/somewhere/user',
	nodeBin: '/node24/bin/node',
	modules: ['insights', 'mcp-registry'],
	parent: { PATH: '/bin' },
};

describe('hostEnv', () => {
	it('binds everything to 127.0.0.1 and to the given ports', () => {
		expect(hostEnv(options)).toMatchObject({
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_PORT: '1001',
			N8N_WEBHOOK_URL: 'http://127.0.0.1:1001/',
			WEBHOOK_URL: 'http://127.0.0.1:1001/',
			N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: '1002',
		});
	});

	it('puts home and n8n folder into the user folder and Node.js first on the path', () => {
		expect(hostEnv(options)).toMatchObject({
			HOME: '/somewhere/user',
			N8N_USER_FOLDER: '/somewhere/user',
			PATH: '/node24/bin:/bin',
			NODE_ENV: 'production',
		});
	});

	it("leaves the developer's own n8n, database, proxy and Node.js settings behind", () => {
		const parent = {
			PATH: '/bin',
			TZ: 'Asia/Shanghai',
			HOME: '/home/ann',
			NODE_ENV: 'test',
			NODE_OPTIONS: '--import x',
			N8N_ENCRYPTION_KEY: 'k',
			N8N_USER_FOLDER: '/home/ann',
			DB_TYPE: 'postgresdb',
			EXECUTIONS_MODE: 'queue',
			HTTP_PROXY: 'http://proxy',
		};
		expect(hostEnv({ ...options, parent })).toEqual({ ...hostEnv(options), TZ: 'Asia/Shanghai' });
	});

	it('disables modules that call home, and only those that this n8n has', () => {
		expect(hostEnv(options)).toMatchObject({ N8N_DISABLED_MODULES: 'mcp-registry' });
		expect(hostEnv({ ...options, modules: [] })).toMatchObject({ N8N_DISABLED_MODULES: '' });
	});

	it('gives a worker a health check on its main port', () => {
		expect(hostEnv({ ...options, command: 'worker' })).toMatchObject({
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: '1001',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		});
		expect(hostEnv(options)).not.toHaveProperty('QUEUE_HEALTH_CHECK_ACTIVE');
	});

	it('lets the caller override anything', () => {
		const extra = { EXECUTIONS_MODE: 'queue', N8N_HOST: 'n8n.example' };
		expect(hostEnv({ ...options, extra })).toMatchObject(extra);
	});
});
