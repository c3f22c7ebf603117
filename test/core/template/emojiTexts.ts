/** Texts with emoji, and what is left of each when its emoji go as wholes. */
export const WITH_EMOJI: readonly (readonly [text: string, rest: string])[] = [
	['好😀', '好'],
	['😀好', '好'],
	['a🎉b', 'ab'],
	['到了🇨🇳吗', '到了吗'],
	['一🇨🇳🇫🇷二', '一二'],
	['第1️⃣步', '第步'],
	['第#️⃣步', '第步'],
	['第1⃣步', '第步'],
	['家👨‍👩‍👧‍👦人', '家人'],
	['心❤️灵', '心灵'],
	['火❤️‍🔥焰', '火焰'],
	['球⛹️‍♂️员', '球员'],
	['手☝🏽势', '手势'],
	['赞👍🏿了', '赞了'],
	['英🏴󠁧󠁢󠁥󠁮󠁧󠁿格兰', '英格兰'],
	['旗🏳️‍🌈帜', '旗帜'],
	['辣🌶椒', '辣椒'],
	['电☎️话', '电话'],
	['版©️权', '版权'],
	['表⌚︎盘', '表盘'],
	['好🏽人', '好人'],
	['第5🏿名', '第5名'],
	['连‍😀续', '连续'],
	['新🫩脸', '新脸'],
];

/** Texts without emoji, though Unicode lists some of their signs as possible ones. */
export const WITHOUT_EMOJI: readonly string[] = [
	'©2026 ®™',
	'☎ 12345',
	'1→2',
	'房间 #5*',
	'0123456789',
	'★好评☆',
	'㊗开业',
	'℃ № ‰ ±',
	'♀♂✔✘',
	'咖啡 (大)！',
];

/** Texts of which nothing is left. */
export const ONLY_EMOJI: readonly string[] = ['😀', '🇨🇳', '1️⃣', '👨‍👩‍👧', '☎️', '👍🏿👍', '❤️ ❤️'];
