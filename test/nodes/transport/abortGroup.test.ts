import { getEventListeners } from 'node:events';
import { abortGroup } from '../../../nodes/transport/abortGroup';

describe('calls in flight', () => {
	test('end together when the execution is stopped, and those that begin later at once', () => {
		const execution = new AbortController();
		const calls = abortGroup(execution.signal);
		const underWay = [calls.add(new AbortController()), calls.add(new AbortController())];
		execution.abort();
		expect([...underWay, calls.add(new AbortController())].map(({ signal }) => signal.aborted)).toEqual([
			true,
			true,
			true,
		]);
	});

	test('end one by one', () => {
		const calls = abortGroup();
		const [one, other] = [calls.add(new AbortController()), calls.add(new AbortController())];
		one.abort();
		expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false]);
	});

	test('are none of the execution’s any more once they have ended', () => {
		const execution = new AbortController();
		const calls = abortGroup(execution.signal);
		const [ended, open] = [calls.add(new AbortController()), calls.add(new AbortController())];
		calls.delete(ended);
		execution.abort();
		expect([ended.signal.aborted, open.signal.aborted]).toEqual([false, true]);
	});

	test('leave one listener with the execution, and none when there are none', () => {
		const { signal } = new AbortController();
		const calls = abortGroup(signal);
		const listeners = () => getEventListeners(signal, 'abort').length;
		const underWay = Array.from({ length: 50 }, () => calls.add(new AbortController()));
		expect(listeners()).toBe(1);
		for (const call of underWay) calls.delete(call);
		expect(listeners()).toBe(0);
		calls.delete(calls.add(new AbortController()));
		expect(listeners()).toBe(0);
	});
});
