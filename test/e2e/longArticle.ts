import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { SAMPLES } from '../core/picture/samplePictures';

/** Where a browser paints; this file knows only what it needs of it. */
interface Painter {
	createElement(name: 'canvas'): {
		width: number;
		height: number;
		getContext(kind: '2d'): {
			fillStyle: unknown;
			font: string;
			createLinearGradient(...edges: number[]): { addColorStop(at: number, color: string): void };
			fillRect(...edges: number[]): void;
			fillText(text: string, x: number, y: number): void;
		};
		toDataURL(type: string, quality: number): string;
	};
}
declare const document: Painter;

/** A picture as a browser encodes it: colors that run into one another, dots, and its number. */
async function paint(
	page: Page,
	type: string,
	width: number,
	height: number,
	number: number,
): Promise<Buffer> {
	const url = await page.evaluate(
		(wanted) => {
			const canvas = document.createElement('canvas');
			canvas.width = wanted.width;
			canvas.height = wanted.height;
			const ink = canvas.getContext('2d');
			const sky = ink.createLinearGradient(0, 0, wanted.width, wanted.height);
			sky.addColorStop(0, `hsl(${wanted.number * 40} 60% 70%)`);
			sky.addColorStop(1, `hsl(${wanted.number * 40 + 90} 60% 45%)`);
			ink.fillStyle = sky;
			ink.fillRect(0, 0, wanted.width, wanted.height);
			for (let dot = 0; dot < wanted.width * 4; dot++) {
				ink.fillStyle = `hsl(${(dot * 47) % 360} 50% 50% / 30%)`;
				ink.fillRect((dot * 7919) % wanted.width, (dot * 104_729) % wanted.height, 3, 3);
			}
			ink.fillStyle = 'white';
			ink.font = `${wanted.height / 3}px sans-serif`;
			ink.fillText(String(wanted.number), wanted.width / 20, wanted.height / 2);
			return canvas.toDataURL(wanted.type, 0.85);
		},
		{ type, width, height, number },
	);
	return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Two frames, so that it moves; one pixel each. */
const GIF = Buffer.from(
	'R0lGODlhAQABAIAAAP8AAP///yH/C05FVFNDQVBFMi4wAwEAAAAh+QQAMgAAACwAAAAAAQABAAACAkQBACH5BAAyAAAALAAAAAABAAEAAAICTAEAOw==',
	'base64',
);

/** What an article is illustrated with, by its path on the host of pictures. */
export interface Gallery {
	url: string;
	files: ReadonlyMap<string, { type: string; bytes: Buffer }>;
	/** A picture that stands in the text itself. */
	data: string;
	close(): Promise<void>;
}

/**
 * Paints pictures and puts them on a web host: PNG, JPG, GIF, WebP and AVIF, and a web page in the place of one.
 *
 * @param page of a browser, which paints
 */
export async function openGallery(page: Page): Promise<Gallery> {
	const files = new Map([
		['/1.png', { type: 'image/png', bytes: await paint(page, 'image/png', 1600, 1000, 1) }],
		['/2.png', { type: 'image/png', bytes: await paint(page, 'image/png', 640, 480, 2) }],
		['/3.jpg', { type: 'image/jpeg', bytes: await paint(page, 'image/jpeg', 1920, 1080, 3) }],
		['/4.jpg', { type: 'image/jpeg', bytes: await paint(page, 'image/jpeg', 4000, 3000, 4) }],
		['/5.webp', { type: 'image/webp', bytes: await paint(page, 'image/webp', 1600, 1000, 5) }],
		['/6.webp', { type: 'image/webp', bytes: await paint(page, 'image/webp', 3000, 2000, 6) }],
		['/7.avif', { type: 'image/avif', bytes: SAMPLES.avif }],
		['/8.gif', { type: 'image/gif', bytes: GIF }],
		['/broken.png', { type: 'text/html', bytes: Buffer.from('<!doctype html><title>Log in</title>') }],
	]);
	const data = `data:image/png;base64,${(await paint(page, 'image/png', 320, 160, 9)).toString('base64')}`;
	const server = createServer((request, response) => {
		const file = files.get((request.url ?? '').replace(/\?.*/, ''));
		response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.bytes);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		files,
		data,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

const SENTENCES = [
	'春天的茶园在清晨醒来，采茶的人沿着山路走进雾里。',
	'每一片叶子都要在当天杀青、揉捻、烘干，晚一个小时味道就不同。',
	'门店的同事把新茶装进小罐，贴上日期和产地，方便顾客挑选。',
	'我们请三位老师傅盲品了十二款样茶，把结果写在下面的表格里。',
	'水温、投茶量和时间是三个变量，其中水温的影响最大。',
	'如果家里没有温度计，水开之后等两分钟再泡就可以。',
	'顾客常问绿茶能放多久，答案取决于光线、温度和密封。',
	'这一批一共做了四百公斤，卖完之后要等到明年。',
];

const TABLE = `| 茶样 | 产地 | 水温 | 评分 |
|:--|:--|--:|:-:|
| 青柠绿 | 安吉 | 80 | **9.1** |
| 云雾 | 庐山 | 85 | 8.7 |
| 冷泡白 | 福鼎 | 25 | 8.9 |`;

const CODE = `\`\`\`javascript
// 按水温推荐时间
function steep(celsius) {
	const seconds = celsius >= 85 ? 40 : 90;
	return { celsius, seconds, label: \`\${seconds} 秒\` };
}
\`\`\``;

/** Number of words, as a reader of Chinese counts them. */
export function countWords(text: string): number {
	const words = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
	return [...words].filter(({ isWordLike }) => isWordLike).length;
}

/**
 * Writes a long article: headings, lists, a table, code, formulas, a quote, links to outside, and twelve pictures, of which
 * one stands there twice and one is none.
 *
 * @param gallery with the pictures
 * @param words least number of words of its paragraphs
 */
export function writeLongArticle(gallery: Gallery, words: number): string {
	const pictures = [
		...[...gallery.files.keys()].map((path) => `${gallery.url}${path}`),
		gallery.data,
		`${gallery.url}/1.png`,
		`${gallery.url}/2.png?again`,
	];
	const extras = [
		TABLE,
		CODE,
		'水温按 $T = T_0 + k t$ 变化：\n\n$$\\int_0^{t} e^{-k x}\\,dx = \\frac{1 - e^{-k t}}{k}$$',
		'> 好茶不怕等。\n>\n> ——老师傅',
		'1. 温杯\n2. 投茶\n   - 三克\n   - 或一平勺\n3. 注水',
	];
	const parts = ['# 春茶十二问', '摘要见[茶叶协会](https://example.com/tea)的报告。'];
	let text = '';
	for (let section = 0; countWords(text) < words; section++) {
		const paragraphs = Array.from({ length: 3 }, (_, paragraph) =>
			Array.from(
				{ length: 5 },
				(_item, at) => SENTENCES[(section * 5 + paragraph * 3 + at) % SENTENCES.length],
			).join(''),
		);
		text += paragraphs.join('');
		const picture = pictures[section];
		parts.push(`## 第 ${section + 1} 问`, ...paragraphs.slice(0, 2));
		if (picture) parts.push(`![图 ${section + 1}](${picture})`);
		parts.push(paragraphs[2] ?? '', extras[section] ?? '');
	}
	return parts.filter((part) => part !== '').join('\n\n');
}
