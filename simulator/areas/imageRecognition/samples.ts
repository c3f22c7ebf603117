import type { JsonObject } from '../../server/printJson';

const SIZE = { img_size: { w: 640, h: 480 } } as const;
const POSITION = {
	left_top: { x: 10, y: 10 },
	right_top: { x: 90, y: 10 },
	right_bottom: { x: 90, y: 30 },
	left_bottom: { x: 10, y: 30 },
} as const;

/** What is recognized in every picture, by call, with the fields of the official pages. All of it is made up. */
export const SAMPLES = {
	'ocr/idcard': {
		type: 'Front',
		name: '张三',
		id: '110101199003070000',
		addr: '北京市东城区某街 1 号',
		gender: '男',
		nationality: '汉',
	},
	'ocr/bankcard': { number: '6222000000000000000' },
	'ocr/driving': {
		plate_num: '粤A00000',
		vehicle_type: '小型普通客车',
		owner: '张三',
		addr: '广州市某路 1 号',
		use_character: '非营运',
		model: '某牌 ABC',
		vin: 'LSVAA00000000000',
		engine_num: '000000',
		register_date: '2016-01-01',
		issue_date: '2016-01-01',
		plate_num_b: '粤A00000',
		record: '',
		passengers_num: '5人',
		total_quality: '1800kg',
		prepare_quality: '1400kg',
	},
	'ocr/drivinglicense': {
		id_num: '110101199003070000',
		name: '张三',
		sex: '男',
		nationality: '中国',
		address: '北京市东城区某街 1 号',
		birth_date: '1990-03-07',
		issue_date: '2016-01-01',
		car_class: 'C1',
		valid_from: '2016-01-01',
		valid_to: '2022-01-01',
		official_seal: '某市公安局',
	},
	'ocr/bizlicense': {
		reg_num: '91110000000000000X',
		serial: '00000000',
		legal_representative: '张三',
		enterprise_name: '某某有限公司',
		type_of_organization: '个人经营',
		address: '北京市东城区某街 1 号',
		type_of_enterprise: '有限责任公司',
		business_scope: '技术服务',
		registered_capital: '100万',
		paid_in_capital: '100万',
		valid_period: '长期',
		registered_date: '2016-01-01',
		cert_position: { pos: POSITION },
		...SIZE,
	},
	'ocr/comm': { items: [{ text: '欢迎光临', pos: POSITION }], ...SIZE },
	'ocr/menu': { content: '{"menu_items":[{"name":"手冲咖啡","price":39.8}]}' },
	'img/qrcode': {
		code_results: [{ type_name: 'QR_CODE', data: 'https://example.com/', pos: POSITION }],
		...SIZE,
	},
	'img/aicrop': {
		results: [{ crop_left: 0, crop_top: 104, crop_right: 640, crop_bottom: 376 }],
		...SIZE,
	},
} as const satisfies Record<string, JsonObject>;

/** A call of this family, without `/cv/`. */
export type RecognitionName = keyof typeof SAMPLES;
