import type { INodePropertyOptions } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Wechat/resources';

const FIELDS = OPERATIONS.flatMap(({ option, fields }) =>
	fields
		.filter(({ name }) => name === 'whenLate')
		.map(({ description, options = [] }) => ({
			operation: option.value,
			description,
			choices: Object.fromEntries(
				(options as INodePropertyOptions[]).map(({ value, description: text }) => [value, text]),
			),
		})),
);

test('When Too Late says of each reply what becomes of it, and no two say the same', () => {
	expect(FIELDS.length).toBeGreaterThan(1);
	for (const text of ['description', 'ignore'] as const) {
		const texts = FIELDS.map(({ description, choices }) =>
			text === 'description' ? description : choices.ignore,
		);
		expect(new Set(texts).size).toBe(FIELDS.length);
	}
});

test('When Too Late offers a customer service message where there is one of that kind, and nowhere else', () => {
	const without = FIELDS.filter(({ choices }) => !('customerService' in choices));
	expect(without.map(({ operation }) => operation).sort()).toEqual(['transfer', 'transferToAi']);
});
