import { resetProcessState } from '../../../core/state/processStore';
import { isTokenTrusted, recordTokenAccepted } from '../../../nodes/transport/tokenLastAccepted';

const NOW = 1_790_000_000_000;

beforeEach(resetProcessState);

test('a token is trusted for five minutes after the platform was heard of it, and no other token is', () => {
	recordTokenAccepted('account', 'TOKEN-1', NOW);
	expect(isTokenTrusted('account', 'TOKEN-2', NOW)).toBe(false);
	expect(isTokenTrusted('another account', 'TOKEN-1', NOW)).toBe(false);
	expect(isTokenTrusted('account', 'TOKEN-1', NOW + 299_999)).toBe(true);
	expect(isTokenTrusted('account', 'TOKEN-1', NOW + 300_000)).toBe(false);
});

test('of more than a thousand accounts, the one heard of longest ago is asked about again', () => {
	recordTokenAccepted('oldest', 'TOKEN', NOW);
	for (let other = 0; other < 999; other++) recordTokenAccepted(`account ${other}`, 'TOKEN', NOW);
	expect(isTokenTrusted('oldest', 'TOKEN', NOW)).toBe(true);
	recordTokenAccepted('newest', 'TOKEN', NOW);
	expect(isTokenTrusted('oldest', 'TOKEN', NOW)).toBe(false);
	expect(isTokenTrusted('account 0', 'TOKEN', NOW)).toBe(true);
});
