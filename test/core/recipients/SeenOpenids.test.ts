import { SeenOpenids } from '../../../core/recipients/SeenOpenids';

test('an OpenID is new once, among as many others as make it grow', () => {
	const seen = new SeenOpenids();
	const openids = Array.from({ length: 5000 }, (_, index) =>
		`o${index.toString(36)}_`.repeat((index % 9) + 1),
	);
	expect(openids.filter((openid) => seen.add(openid))).toEqual(openids);
	expect(openids.filter((openid) => seen.add(openid))).toEqual([]);
});

test('one that begins like another, or ends like it, is another one', () => {
	const seen = new SeenOpenids();
	expect(['oA', 'o', 'oAB', 'A', 'oa', 'oA'].map((openid) => seen.add(openid))).toEqual([
		true,
		true,
		true,
		true,
		true,
		false,
	]);
});
