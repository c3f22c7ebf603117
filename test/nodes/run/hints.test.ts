import { type INodeParameters, Workflow } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { rows } from './lab';

const wechat = new Wechat();
const hints = wechat.description.hints ?? [];
const about = (words: string) => hints.find(({ message }) => message.includes(words));

/** What n8n's editor finds out before it shows a hint. */
function isShown(hint: (typeof hints)[number] | undefined, parameters: INodeParameters, items = 1): unknown {
	const node = {
		id: '1',
		name: 'WeChat',
		type: `${PACKAGE}.wechat`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes([wechat]),
	});
	const condition = hint?.displayCondition ?? '';
	return workflow.expression.getParameterValue(condition, null, 0, 0, 'WeChat', rows(items), 'manual', {});
}

describe('the hint about On Error', () => {
	const hint = about('On Error');

	test('is shown before a run of several items', () => {
		expect(hint).toMatchObject({ whenToDisplay: 'beforeExecution', location: 'outputPane', type: 'warning' });
	});

	test.each([
		['template', 'send', 2, true],
		['customerService', 'sendText', 40, true],
		['subscription', 'send', 2, true],
		['oneTimeSubscription', 'send', 2, true],
		['template', 'send', 1, false],
		['user', 'get', 40, false],
		['template', 'getMany', 40, false],
	])('for %s → %s with %d items: %s', (resource, operation, items, shown) => {
		expect(isShown(hint, { resource, operation }, items)).toBe(shown);
	});
});

describe('the hints about Only Preview', () => {
	const invitation = about('turn on Options → Only Preview');
	const warning = about('Only Preview is on');

	test.each([
		['template', 'send', {}, true, false],
		['template', 'broadcast', { onlyPreview: false }, true, false],
		['template', 'send', { onlyPreview: true }, false, true],
		['subscription', 'send', { onlyPreview: true }, false, true],
		['template', 'getMany', undefined, false, false],
		['user', 'get', undefined, false, false],
	])(
		'for %s → %s with the options %j: invitation %s, warning %s',
		(resource, operation, options, ...shown) => {
			const parameters = { resource, operation, ...(options ? { options } : {}) };
			expect([invitation, warning].map((hint) => isShown(hint, parameters))).toEqual(shown);
		},
	);

	test('invite before a run, and warn before and after it', () => {
		expect([invitation?.whenToDisplay, warning?.whenToDisplay]).toEqual(['beforeExecution', 'always']);
	});
});
