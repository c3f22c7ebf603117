import { checkText } from '../../../core/template/checkText';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { ruleOf } from '../../../core/template/valueRules';

const accepts = (key: string, value: string) => {
	try {
		return checkText(value, { title: key, rule: ruleOf(key), check: 'strict' }) === value;
	} catch (error) {
		if (error instanceof InvalidInputError) return false;
		throw error;
	}
};

const HAN20 = '一二三四五六七八九十一二三四五六七八九十';

const accepted: Record<string, string[]> = {
	thing1: ['咖啡', HAN20, 'a'.repeat(20), '3 杯 (大)！', '©2026 ™', '☎ → 1 # *', 'n/a'],
	short_thing2: ['已发货了吗', 'abcde'],
	character_string3: ['SF1234567890', 'A-1_#/:.', 'x'.repeat(32), '（一）'.replace('一', '1'), '1℃ ©'],
	number4: ['0', '-3.5', '12.50', '9'.repeat(32), `${'9'.repeat(30)}.25`],
	letter5: ['abc', 'Z'.repeat(32)],
	symbol6: ['+', '！？#*@', '~', '©®™☎→'],
	phrase7: ['配送中', '一二三四五'],
	amount8: ['39.8', '¥39.80', '￥1', '$1234567890', '39.8元', '€0.5'],
	time9: [
		'15:01',
		'9:05',
		'23:59:59',
		'2019年10月1日 15:01',
		'2026-11-22 10:00',
		'15:01~16:30',
		'15:01 ~ 16:30',
		'10月1日15:01',
	],
	date10: [
		'2019年10月1日',
		'2019-10-01',
		'2019/10/01',
		'2019.10.01',
		'2019年10月',
		'2019-10',
		'2026-02',
		'10月1日',
		'10月1日15:01',
		'01-01',
		'1/2',
		'1.2',
		'02-29',
		'2028-02-29 23:59',
	],
	phone_number11: ['+86-0766-66888866', '13800138000', '(010) 12345', '☎ 12345#6*'],
	car_number12: ['粤A8Z888挂', '京A12345', 'A1'],
	name13: ['欧阳娜娜', '一二三四五六七八九十', 'Anna-Maria O’Neil', 'x'.repeat(20), '阿Q', 'Zoe\u0308'],
	const14: ['已揽收'],
	enum15: ['室内'],
	enum_string16: ['室内'],
	keyword1: [HAN20, '', 'Order SF1234567890123456 shipped', 'x'.repeat(80)],
	first: [''],
	orderNo: [`${HAN20.slice(1)}${'x'.repeat(20)}`],
};

const refused: Record<string, string[]> = {
	thing1: [`${HAN20}一`, 'a'.repeat(21), '', '😀', '好😀', '1️⃣', '🇨🇳', '☎️', 'a 👨‍👩‍👧 b', '☝🏽'],
	short_thing2: ['一二三四五六'],
	character_string3: ['订单1', 'x'.repeat(33), 'ok😀', 'é'],
	number4: ['', '１２', '1,000', '1e3', 'abc', '9'.repeat(33), '.5', '5.'],
	letter5: ['', 'abc1', 'a b', '字', 'Z'.repeat(33)],
	symbol6: ['', 'a', '1', '字', '+ +', '😀', '!!!!!!'],
	phrase7: ['', 'ok', '配送 中', '配送中1', '一二三四五六', '👌'],
	amount8: ['', '12345678901', '¥¥1', '1,234.5', '-5', '5 元', 'CNY 5', '¥', '５'],
	time9: [
		'',
		'24:00',
		'9:5',
		'10:60',
		'10：30',
		'2026-11-22',
		'2026-13-01 10:00',
		'2026-06-31 10:00',
		'9月31日9:00',
		'10:00~11:00~12:00',
		'10:00~',
		'10:00 AM',
	],
	date10: [
		'',
		'2026-13-01',
		'2026-11-32',
		'2026-02-30',
		'2027年2月29日',
		'4月31日',
		'2026-02-28~2026-02-29',
		'2026-11/22',
		'20261122',
		'15:01',
		'tomorrow',
		'2026年',
		'2026-11-22T10:00',
	],
	phone_number11: ['', 'ext. 5', '电话', '1'.repeat(18), '☎️'],
	car_number12: ['', '粤A8Z888挂挂', '粤AA粤1', '粤-12345', '京A1234567'],
	name13: ['', '张三1', '一二三四五六七八九十一', 'x'.repeat(21), '张abcdefghij', '张😀'],
	const14: ['x'.repeat(21)],
	keyword1: [`${HAN20}一`, 'x-'.repeat(11), '好❤️'],
	first: ['- '.repeat(11)],
	orderNo: [`${HAN20}x`, '好😀'],
};

const rows = (table: Record<string, string[]>) =>
	Object.entries(table).flatMap(([key, values]) => values.map((value) => [key, value] as const));

describe('ruleOf', () => {
	test.each(rows(accepted))('%s accepts %j', (key, value) => {
		expect(accepts(key, value)).toBe(true);
	});

	test.each(rows(refused))('%s refuses %j', (key, value) => {
		expect(accepts(key, value)).toBe(false);
	});

	test.each([
		['thing1', 'thing'],
		['thing01', 'thing'],
		['enum_string2', 'enum_string'],
		['phone_number12', 'phone_number'],
		['thing', 'free'],
		['time', 'free'],
		['keyword1', 'free'],
		['constructor1', 'free'],
		['Thing1', 'free'],
	])('%s has the kind %s', (key, kind) => {
		expect(ruleOf(key).kind).toBe(kind);
	});

	test.each(['first', 'remark', 'First', 'REMARK'])('%s is a line that WeChat does not show', (key) => {
		expect(ruleOf(key).label).toBe('not shown');
	});

	test('knows which values lose their sense when they are cut', () => {
		const uncuttable = Object.keys(accepted).filter((key) => !ruleOf(key).cuttable);
		expect(uncuttable).toEqual([
			'number4',
			'amount8',
			'time9',
			'date10',
			'phone_number11',
			'car_number12',
			'const14',
			'enum15',
			'enum_string16',
		]);
	});
});
