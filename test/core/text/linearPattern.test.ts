import { compilePattern } from '../../../core/text/linearPattern';

const compiled = (text: string, ignoreCase = false) => {
	const pattern = compilePattern(text, ignoreCase);
	if ('problem' in pattern) throw new Error(pattern.problem);
	return pattern;
};

test('compilePattern compiles a pattern once for each way of comparing', () => {
	expect(compiled('order \\d+')).toBe(compiled('order \\d+'));
	expect(compiled('order \\d+').matchesAll('ORDER 1')).toBe(false);
	expect(compiled('order \\d+', true).matchesAll('ORDER 1')).toBe(true);
});
