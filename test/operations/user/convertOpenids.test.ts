import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const operation = findOperation('user', 'convertOpenids');

async function convert(fromAppid: string) {
	const asked: unknown[] = [];
	const item = stubItem(async ({ body }) => {
		asked.push(body);
		return { kind: 'json', data: { result_list: [] } };
	}, operation.sample);
	await executeOperation(operation, item, { ...operation.sample.params, fromAppid });
	return asked;
}

test.each(['wx00000000000000f1', 'gh_91ae50dfeb1c'])('the old account may be named %s', async (id) => {
	expect(await convert(id)).toEqual([{ from_appid: id, openid_list: ['oSAMPLE000000000000000000001'] }]);
});

test.each([
	['', 'Old Account: is empty'],
	['gh_', 'Old Account: must be an AppID'],
	['wx123', 'Old Account: must be an AppID'],
	['gh_91ae50dfeb1c wx00000000000000f1', 'Old Account: must be an AppID'],
])('the old account may not be named "%s"', async (id, message) => {
	await expect(convert(id)).rejects.toThrow(InvalidInputError);
	await expect(convert(id)).rejects.toThrow(message);
});
