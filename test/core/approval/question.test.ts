import { fieldName, type FormField, MAX_ANSWER, readDecision } from '../../../core/approval/question';

const BOTH = { kind: 'approval', approve: '', decline: '' } as const;
const ONE = { kind: 'approval', approve: '', decline: undefined } as const;

test.each([
	[{ decision: 'approve' }, BOTH, { decision: { approved: true } }],
	[{ decision: 'decline' }, BOTH, { decision: { approved: false } }],
	[{ decision: 'decline' }, ONE, { problem: { kind: 'nothing' } }],
	[{ decision: ['approve'] }, BOTH, { problem: { kind: 'nothing' } }],
	[{ approved: 'true' }, BOTH, { problem: { kind: 'nothing' } }],
])('readDecision of %j with the buttons of %j gives %j', (body, form, expected) => {
	expect(readDecision(body, form)).toEqual(expected);
});

test.each([
	['  好的\r\n谢谢 ', { decision: { text: '好的\n谢谢' } }],
	['   ', { problem: { kind: 'field', label: '' } }],
	[['a'], { problem: { kind: 'field', label: '' } }],
	['长'.repeat(MAX_ANSWER + 1), { problem: { kind: 'long', label: '' } }],
])('readDecision of the free text %j', (text, expected) => {
	expect(readDecision({ [fieldName(0)]: text }, { kind: 'freeText' })).toEqual(expected);
});

const field = (type: FormField['type'], required = false): FormField => ({
	label: 'F',
	type,
	required,
	choices: ['a', 'b'],
});
const WRONG = { problem: { kind: 'field', label: 'F' } };

test.each([
	['number', '19.90', { decision: { values: { F: 19.9 } } }],
	['number', '-0.5e1', { decision: { values: { F: -5 } } }],
	['number', 'NaN', WRONG],
	['number', '0x10', WRONG],
	['number', '1e999', WRONG],
	['number', '20261128000123456789', WRONG],
	['date', '2026-02-28', { decision: { values: { F: '2026-02-28' } } }],
	['date', '2028-02-29', { decision: { values: { F: '2028-02-29' } } }],
	['date', '28.2.2026', WRONG],
	['date', '2026-02-30', WRONG],
	['date', '2026-04-31', WRONG],
	['email', 'a@b', { decision: { values: { F: 'a@b' } } }],
	['email', 'a b', WRONG],
	['dropdown', 'b', { decision: { values: { F: 'b' } } }],
	['dropdown', 'c', WRONG],
	['text', '<b>', { decision: { values: { F: '<b>' } } }],
	['textarea', '', { decision: { values: { F: '' } } }],
] as const)('readDecision of a %s field with %j', (type, value, expected) => {
	expect(readDecision({ [fieldName(0)]: value }, { kind: 'customForm', fields: [field(type)] })).toEqual(
		expected,
	);
});

test('readDecision names a required field that is missing, and takes no field that was not asked for', () => {
	expect(readDecision({}, { kind: 'customForm', fields: [field('text', true)] })).toEqual(WRONG);
	const body = { [fieldName(0)]: 'x', [fieldName(1)]: 'y', __proto__: 'z' };
	expect(readDecision(body, { kind: 'customForm', fields: [field('text')] })).toEqual({
		decision: { values: { F: 'x' } },
	});
});
