/** Advice on codes of drafts. */
export const DRAFT_HINTS: Readonly<Record<number, string>> = {
	40007:
		'A cover or picture is not a permanent image of this account: temporary media and those of other accounts do not work. Upload it with Material (Permanent) → Upload, or let this operation upload it.',
	41039:
		'WeChat does not accept the address under Read More URL. Enter a full one (https://…), or remove it.',
	45003: 'The title is too long for WeChat. Shorten it: 32 characters are safe.',
	45004: 'The digest is too long for WeChat. Shorten it: 120 characters are safe.',
	45110: 'The author is too long for WeChat. Shorten it: 8 Chinese characters are safe.',
	45166:
		'WeChat refuses the HTML: it is too long (see contentCharacters of a shorter article; formulas, code and styles count), or has something that articles may not contain. Try the theme None, or leave parts out to find out which one. For the card of a mini program, give a picture that is in the material library.',
	45002:
		'The HTML is too long for WeChat. Formulas, code and styles count: divide the text into several articles.',
	45009: 'WeChat accepts 1000 new drafts and 1000 changes to drafts a day. Continue tomorrow.',
	53404:
		'The account may not show products at the moment. Take the product card out of the text, and read the notice in the WeChat console (mp.weixin.qq.com).',
	53405: 'The product key is wrong or has expired: get a new one with Draft → Get Product Card.',
	53406:
		'The account has not opened a shop (微信小店). Open one first, or take the product card out of the text.',
	88000: 'The account has no comments (留言功能). Set Options → Comments to Nobody.',
};
