import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { N8N_VERSION } from '../../host/versions';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';
import { variablesOfN8n } from './n8nVariables';

interface Service {
	image: string;
	command?: string | string[];
	environment?: Record<string, string>;
	secrets?: string[];
	volumes?: string[];
	ports?: string[];
	depends_on?: Record<string, { condition: string }>;
	healthcheck: { test: string[]; interval: string; timeout: string; retries: number };
	deploy: { resources: { limits: { cpus: string; memory: string } } };
	restart: string;
	user?: string;
}

interface Compose {
	services: Record<string, Service>;
	volumes: Record<string, null>;
	secrets: Record<string, { file: string }>;
}

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const ofFolder = (folder: string) => ({
	text: read(`deploy/${folder}/compose.yaml`),
	caddy: read(`deploy/${folder}/Caddyfile`),
	env: Object.fromEntries(
		[...read(`deploy/${folder}/.env.example`).matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value]) => [
			name,
			value ?? '',
		]),
	),
});

const VARIABLE = /(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** What Compose makes of a text: variables get the values of `.env`, or their defaults, and `$$` is a dollar sign. */
function resolve(text: string, env: Record<string, string>): string {
	return text
		.replace(VARIABLE, (whole, name: string, sign: string | undefined, rest: string | undefined) => {
			const value = env[name] ?? (sign === '-' ? rest : undefined);
			if (value === undefined) throw new Error(`${whole} has no value`);
			return value;
		})
		.replaceAll('$$', '$');
}

function composeOf(folder: string): Compose {
	const { text, env } = ofFolder(folder);
	return parse(resolve(text, env), { merge: true }) as Compose;
}

/** WeChat hangs up after 5 s: a push that waits longer is sent again, while one that is answered with an error may be lost. */
const HOLDS_PUSHES = /\n\t+lb_try_duration 6s\n\t+health_uri \/healthz\/readiness\n\t+health_interval 1s\n/;

/** What n8n answers with 5xx, and connections that break, have the same end. */
const FAILS_AS_ONE = /\n\t+@failed status 5xx\n\t+handle_response @failed \{\n\t+error 503\n\t+\}\n/;
/** To a port on which nothing listens, for the same time. */
const HOLDS_FAILED_PUSHES =
	/\n\thandle_errors 5xx \{\n\t\thandle @push \{\n\t+reverse_proxy 127\.0\.0\.1:9 \{\n\t+lb_try_duration 6s\n\t+\}\n\t\t\}\n\t\}\n/;

const FOLDERS = readdirSync(path.join(ROOT, 'deploy')).sort();
const isN8n = ({ image }: Service): boolean => image.startsWith('n8nio/n8n:');
const n8nOf = ({ services }: Compose) => Object.entries(services).filter(([, service]) => isN8n(service));

it('there is a deployment for one process and one for queue mode, each with what its first lines name', () => {
	expect(FOLDERS).toEqual(['queue', 'single']);
	for (const folder of FOLDERS) {
		const head = /^(#.*\n)+/.exec(ofFolder(folder).text)?.[0] ?? '';
		const { secrets } = composeOf(folder);
		for (const name of Object.keys(secrets)) expect(head).toContain(name);
		expect(head).toContain('.env.example');
		expect(head).toContain('not started on a Docker engine');
		const files = readdirSync(path.join(ROOT, 'deploy', folder));
		expect(files.filter((file) => !['.env', 'secrets'].includes(file)).sort()).toEqual([
			'.env.example',
			'Caddyfile',
			'compose.yaml',
		]);
	}
});

it.each(['guide', 'zh-CN'])(
	'the page in docs/%s has people type what the first lines of deploy/single say',
	(folder) => {
		const page = read(`docs/${folder}/install-n8n.md`);
		const typed = [...page.matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```/gm)]
			.flatMap(([, block = '']) => block.trim().split('\n'))
			.map((line) => line.trim());
		const told = [...ofFolder('single').text.matchAll(/^# +(?:\d\. )?((?:cp|mkdir|openssl|chmod) .+)$/gm)];
		const commands = told.map(([, command = '']) => command.split(/ {3,}/)[0]);
		expect(commands).toHaveLength(4);
		expect(typed).toEqual([...commands, 'docker compose up -d']);
	},
);

describe.each(FOLDERS)('deploy/%s', (folder) => {
	const { text, caddy, env } = ofFolder(folder);
	const compose = composeOf(folder);
	const services = Object.entries(compose.services);

	it('takes every variable from .env.example, which has no other, and refuses to start without a domain', () => {
		const used = [...text.matchAll(VARIABLE)].map(([, name]) => name);
		expect([...new Set(used)].sort()).toEqual(Object.keys(env).sort());
		const { N8N_DOMAIN, ...others } = env;
		expect(N8N_DOMAIN).toMatch(/^[\w.-]+$/);
		expect(() => resolve(text, others)).toThrow('has no value');
		const inCaddy = [...caddy.matchAll(/\{\$(\w+)/g)].map(([, name]) => name);
		expect(inCaddy).toEqual(['N8N_DOMAIN']);
		expect(compose.services.caddy?.environment).toEqual({ N8N_DOMAIN });
	});

	it('runs the n8n that is tested, in one version, and names the version of every image', () => {
		const images = n8nOf(compose).map(([, { image }]) => image);
		expect([...new Set(images)]).toEqual([`n8nio/n8n:${N8N_VERSION}`]);
		expect(services.filter(([, { image }]) => !/:\d/.test(image))).toEqual([]);
	});

	it('gives every service a health check, limits, a restart, and a place for what it keeps', () => {
		for (const [name, { healthcheck, deploy, restart, volumes = [] }] of services) {
			expect({ name, ...healthcheck }).toMatchObject({
				name,
				test: expect.arrayContaining([expect.any(String)]) as unknown,
				interval: expect.stringMatching(/^\d+s$/) as unknown,
			});
			expect(deploy.resources.limits).toEqual({
				cpus: expect.stringMatching(/^[\d.]+$/) as unknown,
				memory: expect.stringMatching(/^\d+[MG]$/) as unknown,
			});
			expect(restart).toBe('unless-stopped');
			expect(volumes.length).toBeGreaterThan(0);
		}
		const named = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
		const declared = named.filter((name) => !name?.startsWith('.'));
		// No two services write into one volume.
		expect(declared.sort()).toEqual(Object.keys(compose.volumes).sort());
		for (const file of named.filter((name) => name?.startsWith('./'))) {
			expect(existsSync(path.join(ROOT, 'deploy', folder, String(file)))).toBe(true);
		}
	});

	it('waits for services that are there', () => {
		for (const [, { depends_on = {} }] of services) {
			for (const [name, { condition }] of Object.entries(depends_on)) {
				expect(compose.services[name]?.healthcheck).toBeDefined();
				expect(condition).toBe('service_healthy');
			}
		}
	});

	it('has every secret in a file that Git ignores, and gives it only to services that read it', () => {
		expect(read('.gitignore')).toContain('deploy/*/secrets/\n');
		for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./secrets/${name}`);
		for (const [name, { secrets = [], environment = {}, command, healthcheck }] of services) {
			const text = JSON.stringify([environment, command, healthcheck.test]);
			const mentioned = [...text.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, secret]) => secret);
			expect({ name, secrets: [...new Set(mentioned)].sort() }).toEqual({
				name,
				secrets: [...secrets].sort(),
			});
			const open = Object.entries(environment).filter(
				([variable, value]) => /KEY|PASSWORD|SECRET/.test(variable) && !value.startsWith('/run/secrets/'),
			);
			expect(open).toEqual([]);
		}
	});

	it('opens no port to the world but those of the proxy', () => {
		expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['caddy']);
		expect(compose.services.caddy?.ports).toEqual(['80:80', '443:443', '443:443/udp']);
	});

	it('sets nothing that this n8n does not read', () => {
		const known = variablesOfN8n();
		for (const [, { environment = {} }] of n8nOf(compose)) {
			const names = Object.keys(environment).map((name) => name.replace(/_FILE$/, ''));
			expect(names.filter((name) => !known.has(name))).toEqual([]);
		}
		expect(known.has('N8N_WEBHOOK_URLS')).toBe(false);
	});

	it('tells n8n its public address, the one proxy in front and the time zone', () => {
		for (const [, { environment }] of n8nOf(compose)) {
			expect(environment).toMatchObject({
				N8N_WEBHOOK_URL: `https://${env.N8N_DOMAIN}/`,
				N8N_EDITOR_BASE_URL: `https://${env.N8N_DOMAIN}/`,
				N8N_PROXY_HOPS: '1',
				N8N_ENCRYPTION_KEY_FILE: '/run/secrets/encryption_key',
				GENERIC_TIMEZONE: 'Asia/Shanghai',
				TZ: 'Asia/Shanghai',
				N8N_REINSTALL_MISSING_PACKAGES: 'true',
			});
		}
	});

	it('the proxy knows the address of the trigger, and hides the type of its bodies from n8n', () => {
		const pattern = new RegExp(/@push path_regexp (\S+)/.exec(caddy)?.[1] ?? '(?!)');
		const hooks = new WechatTrigger().description.webhooks ?? [];
		expect(hooks.map(({ path: hook }) => hook)).toEqual(['wechat', 'wechat']);
		expect(pattern.test('/webhook/5f6c0d0a-6a2e-4a0e-9b55-1c1f6b0c7d11/wechat')).toBe(true);
		expect(pattern.test('/webhook/5f6c0d0a-6a2e-4a0e-9b55-1c1f6b0c7d11/oauth')).toBe(false);
		expect(pattern.test('/webhook-test/5f6c0d0a/wechat')).toBe(false);
		const push = /handle @push \{[\s\S]*?\n\t\}/.exec(caddy)?.[0] ?? '';
		expect(push).toContain('header_up Content-Type text/plain');
		expect(push).toContain('max_size 1MB');
		expect(folder === 'single' ? push : caddy).toMatch(HOLDS_PUSHES);
		expect(push).toMatch(FAILS_AS_ONE);
		expect(caddy).toMatch(HOLDS_FAILED_PUSHES);
		// Node.js closes a resting connection after 5 s, and Caddy repeats no POST that it wrote into one.
		const keepalives = [...caddy.matchAll(/keepalive (\w+)/g)].map(([, time]) => time);
		expect(keepalives).toEqual(['off', '2s']);
		expect(caddy.match(/header_up/g)).toHaveLength(1);
	});

	it('the proxy passes to services that are there, on the port of n8n', () => {
		const proxied = caddy.replace(HOLDS_FAILED_PUSHES, '');
		const targets = [...proxied.matchAll(/([\w-]+):(\d+)/g)].map(([, name = '', port]) => ({ name, port }));
		expect(targets.length).toBeGreaterThan(0);
		for (const { name, port } of targets) {
			expect(n8nOf(compose).map(([service]) => service)).toContain(name);
			expect(port).toBe('5678');
		}
	});
});

describe('queue mode', () => {
	const compose = composeOf('queue');
	const { caddy } = ofFolder('queue');

	it('has a main process, two webhook processors, two workers, Redis and PostgreSQL', () => {
		const commands = n8nOf(compose).map(([name, { command }]) => [name, command]);
		expect(Object.fromEntries(commands)).toEqual({
			main: undefined,
			'webhook-1': 'webhook',
			'webhook-2': 'webhook',
			'worker-1': 'worker --concurrency=10',
			'worker-2': 'worker --concurrency=10',
		});
		const others = Object.keys(compose.services).filter((name) => !isN8n(compose.services[name] as Service));
		expect(others.sort()).toEqual(['caddy', 'postgres', 'redis']);
	});

	it('gives all n8n processes the same environment, with the queue and the database of this file', () => {
		const environments = n8nOf(compose).map(([, { environment }]) => environment);
		for (const environment of environments) {
			expect(environment).toEqual(environments[0]);
			expect(environment).toMatchObject({
				EXECUTIONS_MODE: 'queue',
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
				QUEUE_BULL_REDIS_HOST: 'redis',
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: '5678',
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: 'postgres',
				N8N_DEFAULT_BINARY_DATA_MODE: 'database',
			});
		}
		const { environment: server = {} } = compose.services.postgres ?? {};
		expect(environments[0]).toMatchObject({
			DB_POSTGRESDB_DATABASE: server.POSTGRES_DB,
			DB_POSTGRESDB_USER: server.POSTGRES_USER,
			DB_POSTGRESDB_PASSWORD_FILE: server.POSTGRES_PASSWORD_FILE,
		});
	});

	it('passes pushes and all other production requests to the webhook processors by openid, the rest to main', () => {
		const processors = /\(processors\) \{([\s\S]*?)\n\}/.exec(caddy)?.[1] ?? '';
		const targets = /\n\tto (.+)/.exec(processors)?.[1]?.split(' ');
		expect(targets).toEqual(['webhook-1:5678', 'webhook-2:5678']);
		expect(processors).toMatch(/\n\tlb_policy query openid \{\n\t\tfallback client_ip_hash\n\t\}/);
		// Caddy counts a request that its caller broke off as a failure of the process.
		expect(processors).not.toMatch(/\n\tfail_duration/);
		expect(processors).toMatch(HOLDS_PUSHES);
		const [push = '', production = '', rest = ''] = caddy.split(/\n\thandle /).slice(1);
		expect(push).toMatch(/^@push[\s\S]*import processors/);
		expect(production).toMatch(/^@production[\s\S]*import processors/);
		expect(rest).toMatch(/^\{[\s\S]*reverse_proxy main:5678/);
		const paths = /@production path (.+)/.exec(caddy)?.[1]?.split(' ');
		expect(paths).toEqual(
			['webhook', 'webhook-waiting', 'form', 'form-waiting', 'mcp'].map((name) => `/${name}/*`),
		);
	});

	it('keeps the password of Redis out of its command line', () => {
		const command = compose.services.redis?.command?.at(-1) ?? '';
		expect(command).toContain('exec redis-server /tmp/redis.conf');
		expect(command).toMatch(/"\$\(cat \/run\/secrets\/redis_password\)" > \/tmp\/redis\.conf/);
	});
});

describe.each(['docs/guide/install-n8n.md', 'docs/zh-CN/install-n8n.md'])(
	'the settings for Nginx in %s',
	(page) => {
		const nginx = /```nginx\n([\s\S]*?)```/.exec(read(page))?.[1] ?? '';
		const [push = '', wait = '', rest = ''] = nginx.split(/\n {2}(?=location )/);

		it('let pushes that n8n answers with 404 or an error wait for longer than WeChat does', () => {
			expect(push).toMatch(/\n\s+proxy_intercept_errors on;\n\s+error_page 404 500 502 503 504 = @wait;/);
			expect(wait).toMatch(/^location @wait \{[\s\S]*resolver 127\.0\.0\.1:9;\s+resolver_timeout 6s;/);
			expect(wait).toMatch(/set \$nobody nobody\.invalid;\s+proxy_pass http:\/\/\$nobody;/);
		});

		it('hide the XML of pushes from n8n, and pass everything else on unchanged', () => {
			const route = new RegExp(/location ~ (\S+) \{/.exec(push)?.[1] ?? '(?!)');
			for (const folder of ['', '/n8n'])
				expect(route.test(`${folder}/webhook/5f6c0d0a-6a2e-4a0e-9b55-1c1f6b0c7d11/wechat`)).toBe(true);
			for (const other of ['/webhook-test/5f6c0d0a/wechat', '/webhook/5f6c0d0a/oauth', '/'])
				expect(route.test(other)).toBe(false);
			expect(push).toContain('proxy_set_header Content-Type text/plain;');
			expect(rest).toMatch(/^location \/ \{/);
			expect(rest).not.toMatch(/Content-Type|error_page/);
		});
	},
);
