import { ExactNumber } from '../../../core/json/ExactNumber';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { readBody, readObject } from '../../../nodes/shared/jsonObject';

const EXAMPLE = '{"a": 1}';
const LONG = '3345678901234567891';

test('readObject keeps the digits of a long number as text', () => {
	const text = `{"id": ${LONG}, "n": 42, "price": 39.8, "share": 0.33333333333333333333}`;
	expect(readObject('Data', text, EXAMPLE)).toEqual({ id: LONG, n: 42, price: 39.8, share: 1 / 3 });
});

test('readBody keeps a long number a number', () => {
	expect(readBody('Body', `{"ids": [${LONG}, 9007199254740991]}`, EXAMPLE)).toEqual({
		ids: [new ExactNumber(LONG), 9007199254740991],
	});
});

test.each([
	['{"a": 1,}', 'Data: is not valid JSON (at position 8)'],
	['{"a": 1', 'Data: is not valid JSON'],
	['[1]', 'Data: is not a JSON object'],
	['', 'Data: is empty'],
	[' \n', 'Data: is empty'],
	[undefined, 'Data: is empty'],
	[null, 'Data: is empty'],
	[{ a: { b: Number(LONG) } }, 'Data: a.b is the number'],
	['{"a": 1e400}', 'Data: a is not a number (Infinity)'],
	[{ list: [1, Number.NaN] }, 'Data: list.1 is not a number (NaN)'],
])('readObject(%j) is refused', (value, message) => {
	expect(() => readObject('Data', value, EXAMPLE)).toThrow(InvalidInputError);
	expect(() => readObject('Data', value, EXAMPLE)).toThrow(message);
});
