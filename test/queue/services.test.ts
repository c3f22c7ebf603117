import { startPostgres, type PostgresService } from '../../host/queue/startPostgres';
import { startRedis, type RedisService } from '../../host/queue/startRedis';
import { countSecrets } from '../../storm/countSecrets';
import { connect } from 'node:net';

const atOnce = async (): Promise<void> => {};

const SECRETS = new Map([['access tokens', ['60_PLANTED-TOKEN']]]);

/** Sends commands to Redis, one after the other, and gives everything it answers. */
async function tell({ env }: RedisService, ...commands: string[]): Promise<string> {
	const socket = connect(Number(env.QUEUE_BULL_REDIS_PORT), '127.0.0.1');
	socket.end(
		[`AUTH ${env.QUEUE_BULL_REDIS_PASSWORD}`, ...commands, 'QUIT'].map((line) => `${line}\r\n`).join(''),
	);
	let answer = '';
	for await (const chunk of socket) answer += String(chunk);
	return answer;
}

describe('Redis that keeps its data', () => {
	let redis: RedisService;
	beforeAll(async () => void (redis = await startRedis({ durable: true })), 60_000);
	afterAll(async () => await redis.stop());

	test('has after a restart what it was told before, and shows it', async () => {
		await tell(redis, 'SET place here');
		const before = redis.pid;
		await redis.restart('SIGTERM', atOnce);
		expect(redis.pid).not.toBe(before);
		expect(await tell(redis, 'GET place')).toContain('here');
		expect((await redis.written()).toString()).toContain('here');
	}, 60_000);

	test('still shows a secret that was planted, and deleted', async () => {
		await tell(redis, 'SET job 60_PLANTED-TOKEN', 'DEL job');
		const place = { name: 'Redis', text: await redis.written(), holds: 'job' };
		expect(countSecrets(SECRETS, [place])).toEqual({
			found: 1,
			lines: ['Redis holds access tokens 1 times'],
		});
	}, 60_000);
});

describe('PostgreSQL', () => {
	let postgres: PostgresService;
	beforeAll(async () => void (postgres = await startPostgres()), 60_000);
	afterAll(async () => await postgres.stop());

	test('takes no connection while it is away, and has its rows afterwards', async () => {
		await postgres.query(
			"CREATE TABLE things (name text, amount integer); INSERT INTO things VALUES ('a', 1)",
		);
		await postgres.restart('SIGINT', async () => {
			await expect(postgres.query('SELECT 1')).rejects.toThrow(/refused/);
		});
		expect(await postgres.query('SELECT name, amount FROM things')).toEqual(['a\t1']);
		expect(await postgres.dump()).toContain("VALUES ('a', 1)");
	}, 60_000);

	test('shows a secret that was planted as text, as JSON and as bytes', async () => {
		await postgres.query(`
			CREATE TABLE planted AS SELECT
				'60_PLANTED-TOKEN' AS note,
				'{"a":["60_PLANTED-TOKEN"]}'::json AS data,
				convert_to('60_PLANTED-TOKEN', 'UTF8') AS bytes`);
		const place = { name: 'database', text: await postgres.dump(), holds: 'planted' };
		expect(countSecrets(SECRETS, [place]).found).toBe(3);
	}, 60_000);

	test('says what is wrong with a query', async () => {
		await expect(postgres.query('SELECT * FROM nowhere')).rejects.toThrow(/"nowhere" does not exist/);
	}, 60_000);
});
