import { PUSH_TYPES, type PushType } from '../../core/push/types';
import { eventDefaults, messageDefaults } from '../../simulator/push/incomingDefaults';
import { createIdState, Ids } from '../../simulator/state/Ids';

const state = createIdState('defaults');

const circumstances = {
	ids: new Ids(() => state),
	appid: 'wx00000000000000a1',
	openid: 'o1',
	now: 1_760_000_000,
};
/** The simulator numbers all messages. */
const NUMBER = 'MsgId';

/** Types that the simulator would push without their elements, or with elements that their row does not have. */
function defaultsFindings(types: readonly PushType[]): string[] {
	return types.flatMap(({ kind, name, sample, sometimes = [] }) => {
		const [defaultsOf, list] =
			kind === 'event' ? ([eventDefaults, 'EVENTS'] as const) : ([messageDefaults, 'MESSAGES'] as const);
		const elements = Object.keys(sample).filter((element) => element !== NUMBER);
		const made = Object.keys(defaultsOf(name, circumstances));
		const strange = made.filter((element) => !elements.includes(element) && !sometimes.includes(element));
		const place = `simulator/push/incomingDefaults.ts: ${list}`;
		return [
			...(elements.length > 0 && made.length === 0
				? [`${place}: add "${name}" with the elements of its official page, such as ${elements.join(', ')}`]
				: []),
			...strange.map(
				(element) => `${place}: "${name}" has ${element}, which its row in core/push/types does not have`,
			),
		];
	});
}

test('the simulator knows what every type of push carries', () => {
	expect(defaultsFindings(PUSH_TYPES)).toEqual([]);
});

test('a new event without defaults is named with the list to add it to, and a strange element with its event', () => {
	const [row] = PUSH_TYPES.filter(({ name }) => name === 'CLICK') as [PushType];
	const fresh: PushType = { ...row, name: 'brand_new', sample: { EventKey: '', Place: '' } };
	expect(defaultsFindings([fresh, { ...row, sample: {} }])).toEqual([
		'simulator/push/incomingDefaults.ts: EVENTS: add "brand_new" with the elements of its official page, such as EventKey, Place',
		'simulator/push/incomingDefaults.ts: EVENTS: "CLICK" has EventKey, which its row in core/push/types does not have',
	]);
});
