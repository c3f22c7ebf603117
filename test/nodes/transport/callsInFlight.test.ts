import { getEventListeners } from 'node:events';
import { callsInFlight } from '../../../nodes/transport/callsInFlight';

describe('calls in flight', () => {
	test('end together when the execution is stopped, and those that begin later at once', () => {
		const execution = new AbortController();
		const calls = callsInFlight(execution.signal);
		const underWay = [calls.begin(), calls.begin()];
		execution.abort();
		expect([...underWay, calls.begin()].map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
	});

	test('end one by one', () => {
		const calls = callsInFlight();
		const [one, other] = [calls.begin(), calls.begin()];
		one.abort();
		expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false]);
	});

	test('are none of the execution’s any more once they have ended', () => {
		const execution = new AbortController();
		const calls = callsInFlight(execution.signal);
		const [ended, open] = [calls.begin(), calls.begin()];
		calls.end(ended);
		execution.abort();
		expect([ended.signal.aborted, open.signal.aborted]).toEqual([false, true]);
	});

	test('leave one listener with the execution, and none when there are none', () => {
		const { signal } = new AbortController();
		const calls = callsInFlight(signal);
		const listeners = () => getEventListeners(signal, 'abort').length;
		const underWay = Array.from({ length: 50 }, () => calls.begin());
		expect(listeners()).toBe(1);
		for (const call of underWay) calls.end(call);
		expect(listeners()).toBe(0);
		calls.end(calls.begin());
		expect(listeners()).toBe(0);
	});
});
