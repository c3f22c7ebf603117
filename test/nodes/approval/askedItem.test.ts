import type { INodeParameters, IWebhookFunctions } from 'n8n-workflow';
import { askedItem } from '../../../nodes/Wechat/approval/askedItem';

const OPENID = 'oUSER000000000000000000000001';

/** The context of a visit to the page of the third item. */
function visit(parameters: INodeParameters): IWebhookFunctions {
	const context: Partial<IWebhookFunctions> = {
		getQueryData: () => ({ item: '2' }),
		getNode: () => ({ parameters: { message: 'Refund?', ...parameters } }) as never,
		evaluateExpression: (expression, itemIndex) =>
			expression === '{{ $json.openid }}' && itemIndex === 2 ? OPENID : expression,
		getSignedResumeUrl: () => 'https://n8n.example.com/webhook-waiting/1/node?item=2&signature=S',
	};
	return context as IWebhookFunctions;
}

test.each<[string, INodeParameters['touser']]>([
	['chosen from the list', { __rl: true, mode: 'list', value: OPENID, cachedResultName: '经理' }],
	['given by its id', { __rl: true, mode: 'id', value: ` ${OPENID}\n` }],
	['an expression by id', { __rl: true, mode: 'id', value: '={{ $json.openid }}' }],
	['an expression', '={{ $json.openid }}'],
	['a text', OPENID],
])('askedItem knows who was asked where To OpenID is %s', (_how, touser) => {
	expect(askedItem(visit({ touser }))).toMatchObject({ itemIndex: 2, openid: OPENID });
});

const LOGIN = 'https://n8n.example.com/webhook/1/oauth';

/** The page whose option Only This Person is an expression that gives a value of any kind. */
function guarded(value: unknown): IWebhookFunctions {
	const options = { onlyThisPerson: '={{ $json.guarded }}', webLoginUrl: LOGIN };
	return { ...visit({ touser: OPENID, options }), evaluateExpression: () => value as never };
}

test.each([true, 'true', ' TRUE', 1, '1'])(
	'only the person asked may answer where the switch is %j',
	(value) => {
		expect(askedItem(guarded(value)).webLogin).toBe(LOGIN);
	},
);

test.each([false, 'false', 0, '0'])('whoever has the link may answer where the switch is %j', (value) => {
	expect(askedItem(guarded(value)).webLogin).toBeUndefined();
});

test.each([null, undefined, '', 'yes', 'no', 2, [], {}, [true]])(
	'nobody may answer where the switch is %j, which is neither on nor off',
	(value) => {
		expect(() => askedItem(guarded(value))).toThrow('Only This Person: must be true or false');
	},
);

test.each(['true', null, [true]])('nobody may answer where all options are %j', (value) => {
	const page = { ...visit({ options: '={{ $json.all }}' }), evaluateExpression: () => value as never };
	expect(() => askedItem(page)).toThrow('Options: must be an object');
});

test('what the editor hides may hold anything', () => {
	const page = visit({ touser: OPENID, formFields: 'none', responseType: 'freeText' });
	expect(askedItem(page).question.form).toEqual({ kind: 'freeText' });
});
