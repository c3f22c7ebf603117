import { findSecrets, secretsOf, type Writings } from '../../storm/findSecrets';
import type { Execution, ExecutionSummary } from '../../host/rest';

const ACCOUNT = {
	secret: 'secret-of-the-account',
	token: 'token-of-console',
	encodingAESKey: 'K'.repeat(43),
};
const SNAPSHOT = JSON.stringify({ tokens: { $map: [['60_ACCESS_TOKEN', {}]] } });
const KEYS = {
	encryptionKey: 'by-which-n8n-encrypts',
	redis: { env: { QUEUE_BULL_REDIS_PASSWORD: 'password-of-redis' } },
	postgres: { env: { DB_POSTGRESDB_PASSWORD: 'password-of-postgres' } },
};
const SECRETS = secretsOf([ACCOUNT], SNAPSHOT, KEYS);
const VALUES = [
	...Object.values(ACCOUNT),
	'60_ACCESS_TOKEN',
	KEYS.encryptionKey,
	'password-of-redis',
	'password-of-postgres',
];

/** Two workflows, with 250 executions the one and one the other; `planted` stands where it is told. */
function writings(
	planted: Partial<Record<'dump' | 'redis' | 'log' | 'files', string>>,
	inExecution?: string,
) {
	const idsOf = (workflowId: string) =>
		workflowId === 'first' ? Array.from({ length: 250 }, (_, index) => String(index)) : ['other'];
	return {
		postgres: { dump: async () => `INSERT first ${planted.dump ?? ''}` },
		redis: { written: async () => Buffer.from(`first ${planted.redis ?? ''}`) },
		log: () => `Worker started execution 1 ${planted.log ?? ''}`,
		files: async () => Buffer.from(`first ${planted.files ?? ''}`),
		executions: {
			list: async (workflowId: string) => idsOf(workflowId).map((id) => ({ id }) as ExecutionSummary),
			get: async (id: string) =>
				({ id, workflowId: 'first', data: id === inExecution ? VALUES : [] }) as unknown as Execution,
		},
		workflowIds: ['first', 'second'],
	} satisfies Writings;
}

test('where nothing is planted nothing is found', async () => {
	expect(await findSecrets(SECRETS, writings({}))).toEqual({ found: 0, lines: [] });
});

test.each([
	['dump', 'database'],
	['redis', 'Redis'],
	['log', 'log'],
	['files', 'files'],
] as const)('each of seven secrets that is planted in the %s is found there', async (where, name) => {
	for (const value of VALUES) {
		const { found, lines } = await findSecrets(SECRETS, writings({ [where]: value }));
		expect(found).toBe(1);
		expect(lines).toEqual([expect.stringMatching(`^${name} holds `)]);
	}
});

test.each(['0', '100', '249', 'other'])(
	'secrets in execution %s are found, whichever of all it is',
	async (id) => {
		const { found, lines } = await findSecrets(SECRETS, writings({}, id));
		expect(found).toBe(VALUES.length);
		expect(lines).toContain('execution exports holds AppSecret 1 times');
	},
);

test('an execution that is not given out is an error, not an execution without secrets', async () => {
	const refusing = writings({});
	refusing.executions.get = async () => {
		throw new Error('no such execution');
	};
	await expect(findSecrets(SECRETS, refusing)).rejects.toThrow('no such execution');
});
