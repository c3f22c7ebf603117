import fc from 'fast-check';
import { removeEmoji, withoutSelectors } from '../../../core/template/emoji';
import { filterText } from '../../../simulator/areas/templates/filterText';
import { ONLY_EMOJI, WITH_EMOJI, WITHOUT_EMOJI } from '../../core/template/emojiTexts';
import { createTemplateAccount, type TemplateAccount } from './templateAccount';

let account: TemplateAccount;
let parameters: object;

beforeAll(async () => {
	account = await createTemplateAccount();
	const { templateId } = await account.simulator.control.area('templates', 'add', {
		title: '通知',
		content: '内容{{thing1.DATA}}',
	});
	parameters = {
		resource: 'template',
		operation: 'send',
		touser: await account.newFollower(),
		templateId: { __rl: true, mode: 'id', value: templateId },
		dataInput: 'json',
		dataJson: '={{ { thing1: $json.text } }}',
	};
});

afterAll(async () => await account.simulator.close());

/** What the phone shows of a text; undefined when the message is refused, with the reason. */
async function send(text: string, overLongValues: string): Promise<{ shown?: string; refused?: string }> {
	const { error } = await account.run({ ...parameters, options: { overLongValues } } as never, [{ text }]);
	if (error) return { refused: error.message };
	const lines = (await account.messages()).at(-1)?.lines as { value: string }[];
	return { shown: lines[0]?.value };
}

describe('the node and the platform', () => {
	test.each(WITH_EMOJI)(
		'show the same of %s: Strict refuses it, Shorten gives what WeChat leaves of it',
		async (text, rest) => {
			expect(await send(text, 'none')).toEqual({ shown: rest });
			expect(await send(text, 'shorten')).toEqual({ shown: rest });
			expect((await send(text, 'strict')).refused).toContain('holds the emoji');
		},
	);

	test.each(WITHOUT_EMOJI)('take %s as it is', async (text) => {
		for (const check of ['none', 'shorten', 'strict'])
			expect(await send(text, check)).toEqual({ shown: text });
	});

	test.each(ONLY_EMOJI)('count %s as empty', async (text) => {
		expect((await send(text, 'none')).refused).toContain('47003');
		expect((await send(text, 'shorten')).refused).toContain('is empty');
		expect((await send(text, 'strict')).refused).toContain('contains nothing but emoji');
	});

	test('leave the same of any mixture of letters, signs, emoji and their parts', () => {
		const parts = [...WITH_EMOJI.map(([text]) => text), ...WITHOUT_EMOJI, ...ONLY_EMOJI];
		const text = fc.array(fc.constantFrom(...parts, 'a', '5', ' ', '中'), { maxLength: 8 });
		fc.assert(
			fc.property(text, (chosen) => {
				const mixture = chosen.join('');
				expect(withoutSelectors(removeEmoji(mixture))).toBe(filterText(mixture, false));
			}),
		);
	});
});
