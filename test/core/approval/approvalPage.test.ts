import { approvalPage } from '../../../core/approval/approvalPage';
import { outcomePage } from '../../../core/approval/outcomePages';
import type { Question } from '../../../core/approval/question';

const QUESTION: Question = {
	title: '',
	message: 'Refund <script>alert(1)</script>?\n"1042"',
	askedBy: '<b>desk</b>',
	form: { kind: 'approval', approve: '<i>', decline: undefined },
	until: Date.UTC(2026, 10, 28, 12),
};
const ZH = { language: 'zh', timezone: 'Asia/Shanghai' } as const;

test('a page shows what is asked, by whom and until when, as text and in the language of the visitor', () => {
	const { body, status } = approvalPage(QUESTION, ZH);
	expect(status).toBe(200);
	expect(body).toContain('Refund &lt;script&gt;alert(1)&lt;/script&gt;?\n&quot;1042&quot;');
	expect(body).toContain('&lt;b&gt;desk&lt;/b&gt;');
	expect(body).toContain('<time datetime="2026-11-28T12:00:00.000Z">2026年11月28日 20:00 (GMT+8)</time>');
	expect(body).toContain('&lt;i&gt;</button>');
	expect(body).not.toContain('拒绝');
	expect(approvalPage(QUESTION, { ...ZH, language: 'en' }).body).toContain('Your answer is needed');
});

test('a page lets nothing but its own style and script run, and its form go nowhere else', () => {
	const { headers, body } = approvalPage(QUESTION, ZH);
	expect(headers['content-security-policy']).toMatch(
		/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
	);
	expect(headers['cache-control']).toBe('no-store');
	expect(body.match(/<script>/g)).toHaveLength(1);
	expect(body).toContain('<form method="post" autocomplete="off">');
});

test('an answer that is not taken brings the page again, with the reason', () => {
	const { status, body } = approvalPage(QUESTION, { ...ZH, problem: { kind: 'nothing' } });
	expect(status).toBe(422);
	expect(body).toContain('请点击其中一个按钮');
	const long = { kind: 'long', label: '<x>' } as const;
	expect(approvalPage(QUESTION, { ...ZH, problem: long }).body).toContain('“&lt;x&gt;”过长');
});

test('a form of several fields is sent in parts, each field with its own input', () => {
	const fields = (['text', 'textarea', 'number', 'dropdown'] as const).map((type, index) => ({
		label: `L${index}`,
		type,
		required: index === 0,
		choices: ['<1>'],
	}));
	const { body } = approvalPage({ ...QUESTION, form: { kind: 'customForm', fields } }, ZH);
	expect(body).toContain('enctype="multipart/form-data"');
	expect(body).toContain('<input type="text" name="field-0" required>');
	expect(body).toContain('L0<b aria-hidden="true"> *</b>');
	expect(body).not.toContain('L1<b');
	expect(body).toContain('<textarea name="field-1"');
	expect(body).toContain('<input type="number" name="field-2" step="any">');
	expect(body).toContain('<option>&lt;1&gt;</option>');
});

test.each([
	['approved', 200],
	['declined', 200],
	['answered', 200],
	['stranger', 403],
	['unknown', 403],
	['expired', 410],
	['notTaken', 503],
	['setup', 500],
] as const)('the page "%s" has status %d, a text in both languages and no form', (name, status) => {
	const [en, zh] = [outcomePage(name, 'en'), outcomePage(name, 'zh')];
	expect([en.status, zh.status]).toEqual([status, status]);
	expect(zh.body).toMatch(/[一-鿿]{4}/);
	expect(en.body).not.toMatch(/[一-鿿]/);
	expect(en.body).not.toContain('<form');
});
