import { pollUntil } from '../../host/pollUntil';
import { runScript } from './processes';

describe('pollUntil', () => {
	it('gives the first thing that is not undefined', async () => {
		const answers = [undefined, undefined, 0, 1];
		const look = jest.fn(async () => answers.shift());
		await expect(pollUntil('a number', look, { intervalMs: 1 })).resolves.toBe(0);
		expect(look).toHaveBeenCalledTimes(3);
	});

	it('rejects after the deadline with what it waited for and what it saw', async () => {
		const look = async (): Promise<undefined> => undefined;
		const attempt = pollUntil('a webhook', look, { timeoutMs: 5, intervalMs: 1 }, () => 'it is 404');
		await expect(attempt).rejects.toThrow('Waited 0.005 s for a webhook in vain; it is 404');
		const silent = pollUntil('a webhook', look, { timeoutMs: 5, intervalMs: 1 });
		await expect(silent).rejects.toThrow(/for a webhook in vain$/);
	});

	it('rejects at once with what the look throws', async () => {
		const look = jest.fn(async () => {
			throw new Error('gone');
		});
		await expect(pollUntil('x', look, { intervalMs: 1 })).rejects.toThrow('gone');
		expect(look).toHaveBeenCalledTimes(1);
	});

	it('looks many times without a warning from Node.js', async () => {
		const { nextLine } = runScript(`
			const { pollUntil } = require('./host/pollUntil');
			process.on('warning', ({ message }) => console.log(message));
			let looks = 0;
			const look = async () => (++looks > 20 ? looks : undefined);
			pollUntil('21 looks', look, { intervalMs: 1 }).then((found) => setImmediate(() => console.log(found)));
		`);
		expect(await nextLine()).toBe('21');
	}, 30_000);
});
