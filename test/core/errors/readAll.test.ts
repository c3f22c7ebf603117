import {
	InputsRefused,
	problemsOf,
	readAll,
	readAllLater,
	readEach,
	readEachLater,
} from '../../../core/errors/readAll';
import { InvalidInputError } from '../../../core/errors/WechatErrors';

const refuse =
	(field: string, rule = 'is empty') =>
	(): never => {
		throw new InvalidInputError(field, rule, 'Fill it in.');
	};

const thrownBy = (work: () => unknown): unknown => {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
};

describe('readAll', () => {
	test('gives the values by their names', () => {
		expect(readAll({ a: () => 1, b: () => undefined, c: () => 'x' })).toEqual({ a: 1, b: undefined, c: 'x' });
	});

	test('throws the refusal of a single wrong value as it is', () => {
		const error = thrownBy(() => readAll({ a: () => 1, b: refuse('B') }));
		expect(error).toMatchObject({ message: 'B: is empty', field: 'B', remedy: 'Fill it in.' });
		expect(error).not.toBeInstanceOf(InputsRefused);
	});

	test('names all wrong values, also those of readers inside readers', () => {
		const inner = () => readEach(['x', 'y', 'z'], (name) => (name === 'y' ? name : refuse(`B ${name}`)()));
		const error = thrownBy(() =>
			readAll({ a: refuse('A'), b: inner, c: refuse('C', 'has 3 bytes, the limit is 2') }),
		);
		expect(error).toMatchObject({
			message: '4 fields break their rules: A, B x, B z, C',
			remedy:
				'(1) A is empty. Fill it in. (2) B x is empty. Fill it in. (3) B z is empty. Fill it in. (4) C has 3 bytes, the limit is 2. Fill it in.',
		});
		expect(problemsOf(error as InvalidInputError).map(({ field }) => field)).toEqual([
			'A',
			'B x',
			'B z',
			'C',
		]);
	});

	test('says all that is wrong with one field under its name', () => {
		const error = thrownBy(() => readAll({ a: refuse('A', 'is long'), b: refuse('A', 'is odd') }));
		expect(error).toMatchObject({ message: 'A: is long; is odd' });
	});

	test('says once what is wrong with a field that is read for several values', () => {
		const refusal = new InvalidInputError('Options', 'must be a text', 'Fill it in.');
		const read = (): never => {
			throw refusal;
		};
		const error = thrownBy(() => readAll({ a: read, b: read }));
		expect(error).toMatchObject({ message: 'Options: must be a text', remedy: 'Fill it in.' });
	});

	test('stays readable with a hundred wrong values', () => {
		const error = thrownBy(() => readEach(Array.from({ length: 100 }), (_, index) => refuse(`F${index}`)()));
		expect((error as Error).message).toBe('100 fields break their rules: F0, F1, F2, F3, F4, F5, …');
		expect((error as InvalidInputError).remedy).toMatch(/\(20\) F19 is empty\. Fill it in\. And 80 more\.$/);
	});

	test('passes any other error on at once', () => {
		const bug = () => {
			throw new TypeError('bug');
		};
		expect(() => readAll({ a: refuse('A'), b: bug })).toThrow(TypeError);
	});
});

describe('readAllLater', () => {
	const later =
		<T>(read: () => T) =>
		async () => {
			await Promise.resolve();
			return read();
		};

	test('gives the values by their names, read one after the other', async () => {
		const order: string[] = [];
		const read = (name: string) => later(() => (order.push(name), name.length));
		expect(await readAllLater({ a: read('a'), bb: read('bb') })).toEqual({ a: 1, bb: 2 });
		expect(order).toEqual(['a', 'bb']);
	});

	test('names everything that is wrong, and passes any other error on', async () => {
		const wrong = readAllLater({ a: later(refuse('A')), b: later(refuse('B')) });
		await expect(wrong).rejects.toMatchObject({ message: '2 fields break their rules: A, B' });
		const bug = readEachLater([1], async () => await Promise.reject(new TypeError('bug')));
		await expect(bug).rejects.toThrow(TypeError);
	});
});
