import { refusalOf } from '../core/article/writeArticle';

test('formulas are drawn until they are too long for an article', async () => {
	const begun = process.cpuUsage().user;
	const { rule } = await refusalOf('$x^2$ '.repeat(3_000));
	expect(rule).toMatch(/the formulas before it are already too long for an article$/);
	expect(process.cpuUsage().user - begun).toBeLessThan(30_000_000);
}, 120_000);
