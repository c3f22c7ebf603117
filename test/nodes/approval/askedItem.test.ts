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
