import { type Lab, NODE, openLab } from './lab';

let lab: Lab;
beforeEach(async () => (lab = await openLab()));
afterEach(async () => await lab.close());

/** Makes a QR code; the field that names the output file is read only when the code is there. */
const create = async (downloadImage: boolean) =>
	await lab.run({
		items: 1,
		parameters: {
			resource: 'qrCode',
			operation: 'create',
			scene: 'poster-7',
			downloadImage,
			outputField: '={{ [1] }}',
		},
	});

test('a field that is shown and cannot hold its value keeps everything from being called, whenever it is read', async () => {
	const run = await create(true);
	expect(run.items(NODE)[0]?.json.error).toBe('Put Output File in Field: must be a text, not a list');
	expect(lab.calls).toEqual([]);
});

test('a field that is hidden may hold anything', async () => {
	const run = await create(false);
	expect(run.items(NODE)[0]?.json).not.toHaveProperty('error');
	expect(lab.calls.map(({ path }) => path)).toContain('/cgi-bin/qrcode/create');
});
