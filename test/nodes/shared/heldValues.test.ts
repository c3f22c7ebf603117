import { heldValues } from '../../../nodes/shared/itemContexts';

test('two calls of a tool differ as soon as one value does', () => {
	const call = (text: string) => JSON.stringify(heldValues({ touser: 'oUSER', content: text }));
	expect(call('paid')).toBe(call('paid'));
	expect(call('paid')).not.toBe(call('shipped'));
});

test('a hidden value that its field cannot hold keeps nobody from telling calls apart', () => {
	const params = { touser: 'oUSER' };
	Object.defineProperty(params, 'url', {
		enumerable: true,
		get: () => {
			throw new Error('must be a text, not a list');
		},
	});
	expect(heldValues(params)).toEqual([
		['touser', 'oUSER'],
		['url', undefined],
	]);
});
