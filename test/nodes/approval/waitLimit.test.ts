import { type IDataObject, WAIT_INDEFINITELY } from 'n8n-workflow';
import { type Lab, openidOf, openLab } from '../run/lab';

const HOUR = 3_600_000;

/** Asks one person an item; the limit of each is in its `limit`. */
const ask = (limitWaitTime: IDataObject): IDataObject => ({
	resource: 'approval',
	operation: 'sendAndWait',
	sendAs: 'text',
	touser: '={{ $json.id }}',
	message: 'Refund?',
	responseType: 'approval',
	options: { limitWaitTime: { values: limitWaitTime } },
});
const HOURS = ask({
	limitType: 'afterTimeInterval',
	resumeAmount: '={{ $json.limit }}',
	resumeUnit: 'hours',
});
const INSTANT = ask({ limitType: 'atSpecifiedTime', maxDateAndTime: '={{ $json.limit }}' });

let lab: Lab;
afterEach(async () => {
	jest.restoreAllMocks();
	await lab.close();
});

/** Until when n8n waits, in milliseconds from the beginning; `refused` is a person whom WeChat refuses. */
async function waitsFor(parameters: IDataObject, limits: unknown[], refused?: number): Promise<number> {
	lab = await openLab(({ body }) =>
		refused !== undefined && body.touser === openidOf(refused)
			? { errcode: 45015, errmsg: 'response out of time limit' }
			: undefined,
	);
	const begun = Date.now();
	const { run, error } = await lab.run({
		items: limits.map((limit, item) => ({ json: { id: openidOf(item), limit } as IDataObject })),
		parameters,
		node: { onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	return Number(run.waitTill) - begun;
}

test('n8n waits for as long as the last of those who were asked may answer', async () => {
	const milliseconds = await waitsFor(HOURS, [1, 5, 2]);
	expect(Math.round(milliseconds / HOUR)).toBe(5);
});

test('the limit of a person who was not asked does not count', async () => {
	const milliseconds = await waitsFor(HOURS, [1, 5, 2], 1);
	expect(Math.round(milliseconds / HOUR)).toBe(2);
});

test('n8n waits without a limit when one of the items has none', async () => {
	const options = '={{ $json.limit ? { limitWaitTime: { values: { resumeAmount: $json.limit } } } : {} }}';
	const milliseconds = await waitsFor({ ...HOURS, options }, [1, 0]);
	expect(milliseconds + Date.now()).toBeGreaterThan(WAIT_INDEFINITELY.getTime() - HOUR);
});

test('a limit that passes while the others are asked does not take back the questions', async () => {
	const begun = Date.now();
	const soon = new Date(begun + HOUR).toISOString();
	let asked = 0;
	lab = await openLab(({ path }) => {
		if (path.endsWith('/send') && ++asked === 2) jest.spyOn(Date, 'now').mockReturnValue(begun + 2 * HOUR);
		return undefined;
	});
	const { run, error } = await lab.run({
		items: [0, 1].map((item) => ({ json: { id: openidOf(item), limit: soon } })),
		parameters: INSTANT,
		runOptions: { inFlight: 1 },
	});
	expect(error).toBeUndefined();
	expect(asked).toBe(2);
	expect(Number(run.waitTill) - begun).toBe(2 * HOUR);
});
