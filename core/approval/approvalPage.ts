import { escapeHtml, htmlPage, PAGE_STYLE } from '../page/htmlPage';
import type { HttpAnswer } from '../page/httpAnswer';
import type { PageLanguage } from '../page/pickLanguage';
import { fieldName, type FormField, MAX_ANSWER, type Problem, type Question } from './question';

const STYLE = `${PAGE_STYLE}
main{text-align:left;padding:32px 24px}
h1{margin-bottom:12px}
p.message{color:var(--text);font-size:17px}
dl{margin:20px 0 0;color:var(--soft);font-size:14px}
dt{float:left;clear:left;margin-right:8px}dd{margin:0}
label{display:block;margin-top:20px;font-weight:600}
input,textarea,select{display:block;width:100%;margin-top:8px;padding:12px;border:1px solid var(--soft);border-radius:10px;background:transparent;color:inherit;font:inherit;font-weight:400}
label b{color:var(--bad)}
textarea{min-height:120px}
button{display:block;width:100%;margin-top:16px;padding:14px 16px;border:0;border-radius:10px;background:var(--good);color:#fff;font:inherit;font-weight:600}
form{margin-top:28px}
button.decline{background:transparent;color:var(--bad);border:1px solid var(--bad)}
form.sent button{opacity:.5;pointer-events:none}
.problem{margin-top:20px;color:var(--bad);font-weight:600}
`;

/** Shows times in the phone's time zone, ignores a second tap, and reloads a page that the browser restored from its cache. */
const SCRIPT = `document.querySelectorAll('time').forEach(function(time){try{time.textContent=new Date(time.dateTime).toLocaleString(document.documentElement.lang==='zh'?'zh-CN':'en-US',{dateStyle:'medium',timeStyle:'short'})}catch(error){}});document.querySelector('form').addEventListener('submit',function(event){if(this.className)event.preventDefault();this.className='sent'});addEventListener('pageshow',function(event){if(event.persisted)location.reload()})`;

const WORDS = {
	en: {
		title: 'Your answer is needed',
		approve: 'Approve',
		decline: 'Decline',
		submit: 'Submit',
		answer: 'Your answer',
		askedBy: 'Asked by',
		until: 'Until',
		choose: 'Please choose',
		nothing: 'Please choose one of the buttons.',
		field: (label: string) => `Please fill in “${label}” correctly.`,
		long: (label: string) => `“${label}” is too long: at most ${MAX_ANSWER} characters.`,
	},
	zh: {
		title: '需要您确认',
		approve: '同意',
		decline: '拒绝',
		submit: '提交',
		answer: '您的回复',
		askedBy: '发起人',
		until: '截止时间',
		choose: '请选择',
		nothing: '请点击其中一个按钮。',
		field: (label: string) => `请正确填写“${label}”。`,
		long: (label: string) => `“${label}”过长，最多 ${MAX_ANSWER} 个字符。`,
	},
} as const;

/** n8n accepts the fields of a custom form only in this encoding. */
const ENCODING = { approval: '', freeText: '', customForm: ' enctype="multipart/form-data"' } as const;

/** How a page is shown. */
export interface PageView {
	language: PageLanguage;
	/** Time zone for `until` until the page's script knows the visitor's own, e.g. `Asia/Shanghai`. */
	timezone: string;
	/** Why the last answer was not accepted. */
	problem?: Problem;
}

/**
 * Renders the page with the question. Opening it decides nothing: only its form does, by POST to its own URL.
 *
 * @param question plain texts, escaped here; line breaks of the message are kept
 * @param view language and time zone
 */
export function approvalPage(question: Question, view: PageView): HttpAnswer {
	const words = WORDS[view.language];
	const title = question.title || words.title;
	return htmlPage({
		status: view.problem ? 422 : 200,
		language: view.language,
		title,
		style: STYLE,
		script: SCRIPT,
		hasForm: true,
		body: [
			'<main>',
			`<h1>${escapeHtml(title)}</h1>`,
			`<p class="message">${escapeHtml(question.message)}</p>`,
			factsOf(question, view),
			view.problem
				? `<p class="problem" role="alert">${escapeHtml(problemText(view.problem, view.language))}</p>`
				: '',
			`<form method="post" autocomplete="off"${ENCODING[question.form.kind]}>`,
			...inputsOf(question, view.language),
			'</form>',
			'</main>',
		],
	});
}

function factsOf({ askedBy, until }: Question, { language, timezone }: PageView): string {
	const words = WORDS[language];
	const rows = [
		...(askedBy === '' ? [] : [`<dt>${words.askedBy}</dt><dd>${escapeHtml(askedBy)}</dd>`]),
		...(until === undefined
			? []
			: [
					`<dt>${words.until}</dt><dd><time datetime="${new Date(until).toISOString()}">${printTime(until, language, timezone)}</time></dd>`,
				]),
	];
	return rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`;
}

function printTime(time: number, language: PageLanguage, timeZone: string): string {
	const locale = language === 'zh' ? 'zh-CN' : 'en-US';
	const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
		time,
	);
	const zone = parts
		.filter(({ type }) => type === 'timeZoneName')
		.map(({ value }) => value)
		.join('');
	return `${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(time)} (${zone})`;
}

function problemText(problem: Problem, language: PageLanguage): string {
	const words = WORDS[language];
	if (problem.kind === 'nothing') return words.nothing;
	return words[problem.kind](problem.label || words.answer);
}

function inputsOf({ form }: Question, language: PageLanguage): string[] {
	const words = WORDS[language];
	const submit = `<button type="submit">${words.submit}</button>`;
	switch (form.kind) {
		case 'approval': {
			const button = (value: string, label: string) =>
				`<button class="${value}" type="submit" name="decision" value="${value}">${escapeHtml(label)}</button>`;
			return [
				button('approve', form.approve || words.approve),
				form.decline === undefined ? '' : button('decline', form.decline || words.decline),
			];
		}
		case 'freeText':
			return [
				`<label>${words.answer}<textarea name="${fieldName(0)}" maxlength="${MAX_ANSWER}" required></textarea></label>`,
				submit,
			];
		case 'customForm':
			return [...form.fields.map((field, index) => inputOf(field, fieldName(index), words.choose)), submit];
	}
}

function inputOf({ label, type, required, choices }: FormField, name: string, choose: string): string {
	const must = required ? ' required' : '';
	const head = `<label>${escapeHtml(label)}${required ? '<b aria-hidden="true"> *</b>' : ''}`;
	switch (type) {
		case 'textarea':
			return `${head}<textarea name="${name}" maxlength="${MAX_ANSWER}"${must}></textarea></label>`;
		case 'dropdown': {
			const options = choices.map((choice) => `<option>${escapeHtml(choice)}</option>`).join('');
			return `${head}<select name="${name}"${must}><option value="">${choose}</option>${options}</select></label>`;
		}
		default: {
			const step = type === 'number' ? ' step="any"' : '';
			return `${head}<input type="${type}" name="${name}"${step}${must}></label>`;
		}
	}
}
