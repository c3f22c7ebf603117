import { readTemplateFields } from '../../../core/template/templateFields';

describe('readTemplateFields', () => {
	test('gives key and label of each line, without the colon', () => {
		const content = '商品名称{{thing1.DATA}}\n支付时间：{{time2.DATA}}\n会议时间: {{ date3.DATA }}\n';
		expect(readTemplateFields(content)).toEqual([
			{ key: 'thing1', label: '商品名称' },
			{ key: 'time2', label: '支付时间' },
			{ key: 'date3', label: '会议时间' },
		]);
	});

	test('takes the last line of text before a placeholder that stands alone, and nothing where there is none', () => {
		expect(readTemplateFields('{{first.DATA}}\n\n订单：\n{{keyword1.DATA}}\n{{remark.DATA}}')).toEqual([
			{ key: 'first', label: '' },
			{ key: 'keyword1', label: '订单' },
			{ key: 'remark', label: '' },
		]);
	});

	test('lists a key once, with its first label, and keeps two placeholders of one line apart', () => {
		expect(readTemplateFields('单号{{thing1.DATA}} 金额{{amount2.DATA}}\n再次{{thing1.DATA}}')).toEqual([
			{ key: 'thing1', label: '单号' },
			{ key: 'amount2', label: '金额' },
		]);
	});

	test('takes the words after the last punctuation as a label, and none where nothing follows it', () => {
		const content =
			'商品{{thing1.DATA}}共{{number2.DATA}}件，合计{{amount3.DATA}}，{{time4.DATA}}\n您好！金额（元）：{{amount5.DATA}}';
		expect(readTemplateFields(content).map(({ label }) => label)).toEqual([
			'商品',
			'共',
			'合计',
			'',
			'金额（元）',
		]);
	});

	test.each([...'，,。；;！!？?'])(
		'takes the words after %s as a label, without the spaces around them',
		(mark) => {
			expect(readTemplateFields(`您好${mark} 金额 {{amount1.DATA}}`)).toEqual([
				{ key: 'amount1', label: '金额' },
			]);
		},
	);

	test('takes a label of any sensible length whole', () => {
		const label = '订单'.repeat(50);
		expect(readTemplateFields(`${label}：{{thing1.DATA}}`)).toEqual([{ key: 'thing1', label }]);
	});

	test('reads a field behind a long hostile text at once', () => {
		const begun = process.cpuUsage().user;
		const [field] = readTemplateFields(`${':'.repeat(200_000)}金额{{amount1.DATA}}`);
		expect(field?.label).toMatch(/金额$/);
		expect((process.cpuUsage().user - begun) / 1_000_000).toBeLessThan(1);
	});

	test('reads nothing from braces without .DATA, from an unclosed placeholder, or from a long hostile text', () => {
		expect(readTemplateFields('{{thing1}} {{thing2.DATA} {thing3.DATA}}')).toEqual([]);
		expect(readTemplateFields(`{{${' '.repeat(50_000)}`.repeat(3))).toEqual([]);
	});
});
