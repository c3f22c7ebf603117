/** APIs of WeChat without an operation, and why. */
export interface LeftOut {
	/** Method and path as in the official pages, or a whole family such as `/card/*`. */
	apis: readonly string[];
	reason: string;
}

/**
 * APIs on the official pages that the node leaves out. Custom API Call reaches those that still work.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/
 */
export const LEFT_OUT: readonly LeftOut[] = [
	{
		apis: ['GET /cgi-bin/token', 'POST /cgi-bin/stable_token'],
		reason:
			'The node fetches, shares and renews access tokens by itself; a token in an item would be a secret in the database',
	},
	{
		apis: [
			'POST /cgi-bin/media/uploadnews',
			'POST /cgi-bin/material/add_news',
			'POST /cgi-bin/material/update_news',
			'POST /cgi-bin/draft/switch',
		],
		reason: 'Retired: drafts (草稿箱) have taken their place',
	},
	{ apis: ['POST /cgi-bin/shorturl'], reason: 'Stopped on 2021-03-15; Short Key is its successor' },
	{
		apis: ['POST /cv/ocr/platenum'],
		reason: 'No longer in the list of APIs; nothing says whether it still answers',
	},
	{ apis: ['POST /cv/img/superresolution'], reason: 'Taken down (已下架), according to the list of APIs' },
	{ apis: ['/cgi-bin/poi/*'], reason: 'Stores (门店管理): no new ones since 2024-07-05' },
	{ apis: ['/cgi-bin/guide/*'], reason: 'Shopping guides (导购): switched off' },
	{
		apis: ['/card/*'],
		reason: 'Coupons and member cards (卡券): none can be created since 2021-04-01',
	},
	{
		apis: ['/card/invoice/*'],
		reason:
			'Invoices (电子发票): for merchants, invoicing platforms and companies that reimburse, by contract',
	},
	{
		apis: ['/wxa/*'],
		reason: 'Store mini programs (门店小程序): for accounts that have one; each step is audited',
	},
	{
		apis: ['/intp/marketcode/*'],
		reason:
			'One code per item (一物一码): for service accounts that were granted the ability, in batches of 10 000 codes and more',
	},
	{ apis: ['/nontax/*'], reason: 'Fees of authorities (非税缴费): for government payees' },
	{ apis: ['/cityservice/*'], reason: 'Medical assistant (就医助手): for public hospitals' },
	{
		apis: ['/semantic/semproxy/search'],
		reason: 'Semantic search: only a guide is left; the API page is gone',
	},
	{
		apis: ['/shakearound/*', '/bizwifi/*', '/device/*', '/scan/*', '/merchant/*', '/marketing/*'],
		reason:
			'Beacons, Wi-Fi, devices, product codes, shops and marketing: only in the old tree of pages, absent from the current one',
	},
];
