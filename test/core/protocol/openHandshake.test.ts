import { openHandshake } from '../../../core/protocol/openPush';
import { faultOf, refusalOf } from './refusal';
import { NONCE, signatureOf, TOKEN } from './witness';

const query = { timestamp: '1714036504', nonce: NONCE, echostr: '4375120948345356249' };
const signed = { ...query, signature: signatureOf([TOKEN, query.timestamp, query.nonce]) };

test.each(['4375120948345356249', '0042', ' x ', 'a\r\nb', '<b>', '"x"', '你好'])(
	'openHandshake answers echostr %j as it came',
	(echostr) => {
		expect(openHandshake({ ...signed, echostr }, TOKEN)).toBe(echostr);
	},
);

test('openHandshake refuses another token, a changed or a missing signature', () => {
	expect(faultOf(() => openHandshake(signed, 'Spamtest'))).toBe('signature');
	expect(faultOf(() => openHandshake(query, TOKEN))).toBe('signature');
	expect(faultOf(() => openHandshake({ ...signed, signature: signed.signature.toUpperCase() }, TOKEN))).toBe(
		'signature',
	);
	expect(faultOf(() => openHandshake({ ...signed, signature: [signed.signature] }, TOKEN))).toBe('signature');
	expect(faultOf(() => openHandshake({ ...signed, timestamp: '1714036505' }, TOKEN))).toBe('signature');
	expect(faultOf(() => openHandshake({ ...signed, nonce: '1' }, TOKEN))).toBe('signature');
});

test.each(['timestamp', 'nonce', 'echostr'])(
	'openHandshake refuses a %s that is not one text, naming it',
	(name) => {
		for (const value of [undefined, '', ['1'], { a: '1' }, 1, null]) {
			const refusal = refusalOf(() => openHandshake({ ...signed, [name]: value }, TOKEN));
			expect(refusal).toMatchObject({ fault: 'malformed', message: expect.stringContaining(name) });
		}
	},
);
