import { Workflow } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { rows } from './lab';

const wechat = new Wechat();
const [hint] = wechat.description.hints ?? [];

/** What n8n's editor finds out before it shows a hint. */
function isShown(resource: string, operation: string, items: number): unknown {
	const node = {
		id: '1',
		name: 'WeChat',
		type: `${PACKAGE}.wechat`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { resource, operation },
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
	test('is shown before a run of several items', () => {
		expect(hint).toMatchObject({ whenToDisplay: 'beforeExecution', location: 'outputPane', type: 'warning' });
		expect(hint?.message).toContain('On Error');
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
		expect(isShown(resource, operation, items)).toBe(shown);
	});
});
