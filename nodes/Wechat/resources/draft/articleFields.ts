import { MATERIAL_MODES } from '../../fields/files';
import { imageRows, imagesBy } from '../../fields/imageRows';
import type { Field } from '../../operation';

/** The kind of article. */
const articleType: Field<'articleType', 'options'> = {
	displayName: 'Kind',
	name: 'articleType',
	type: 'options',
	options: [
		{ name: 'Article', value: 'news', description: 'Text with pictures (图文消息)' },
		{
			name: 'Picture Post',
			value: 'newspic',
			description: '1 to 20 pictures to swipe through, with a short text (图片消息/贴图)',
		},
	],
	default: 'news',
	description: 'What readers get to see',
};

const article = { articleType: ['news'] };
const picturePost = { articleType: ['newspic'] };

/** The format of the text. */
const format: Field<'format', 'options'> = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	displayOptions: { show: article },
	options: [
		{
			name: 'HTML',
			value: 'html',
			description: 'Its style elements are inlined; scripts, frames and forms are removed',
		},
		{
			name: 'Markdown',
			value: 'markdown',
			description: 'With tables, task lists, code blocks, footnotes, formulas and front matter',
		},
		{ name: 'Plain Text', value: 'text', description: 'An empty line begins a paragraph' },
	],
	default: 'markdown',
	description: 'How the text is written',
};

/** The text of an article. */
const content: Field<'content', 'string'> = {
	displayName: 'Text',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 12 },
	displayOptions: { show: article },
	default: '',
	required: true,
	placeholder: 'e.g. # Summer sale',
	description:
		'Fewer than 20,000 characters. Pictures are fetched and uploaded to WeChat; for the file in the binary field data, write binary:data as the address of the picture.',
};

/** The title. */
const articleTitle: Field<'title', 'string'> = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Summer sale',
	description:
		'Up to 32 characters. For an article it may be empty: the title then comes from the front matter or the first heading.',
};

/** The title of an article that replaces another. */
const newArticleTitle: typeof articleTitle = {
	...articleTitle,
	description:
		'Up to 32 characters. Leave empty to use that of the front matter, or a heading at the beginning of the text; without both, the title stays as it is in the draft.',
};

/** The source of the cover. */
const coverFrom: Field<'coverFrom', 'options'> = {
	displayName: 'Cover',
	name: 'coverFrom',
	type: 'options',
	displayOptions: { show: article },
	options: [
		{ name: 'File', value: 'binary', description: 'A file of the input item' },
		{
			name: 'First Picture',
			value: 'firstPicture',
			description: 'The cover that the front matter names, or the first picture in the text',
		},
		{ name: 'Media ID', value: 'mediaId', description: 'A picture in the material library (永久素材)' },
		{ name: 'URL', value: 'url', description: 'A picture on the web' },
	],
	default: 'firstPicture',
	description: 'Picture on the card that leads readers to the article (封面); WeChat requires one',
};

/** The source of the cover of an article that replaces another. */
const newCoverFrom: typeof coverFrom = {
	...coverFrom,
	options: [
		{ name: 'File', value: 'binary', description: 'A file of the input item' },
		{
			name: 'First Picture',
			value: 'firstPicture',
			description: 'The cover that the front matter names, or the first picture in the text',
		},
		{
			name: 'Keep',
			value: 'keep',
			description: 'The cover that the front matter names, or the one that the article has in the draft',
		},
		{ name: 'Media ID', value: 'mediaId', description: 'A picture in the material library (永久素材)' },
		{ name: 'URL', value: 'url', description: 'A picture on the web' },
	],
	default: 'keep',
};

/** The binary field of the cover. */
const coverField: Field<'coverField', 'string'> = {
	displayName: 'Cover Binary Field',
	name: 'coverField',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	displayOptions: { show: { ...article, coverFrom: ['binary'] } },
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the cover',
	description:
		'Name of the field of the input item that holds the cover: JPG, PNG, GIF or BMP of up to 10 MB; WebP and AVIF are converted',
};

/** The URL of the cover. */
const coverUrl: Field<'coverUrl', 'string'> = {
	displayName: 'Cover URL',
	name: 'coverUrl',
	type: 'string',
	displayOptions: { show: { ...article, coverFrom: ['url'] } },
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/cover.jpg',
	description: 'Address of the cover: JPG, PNG, GIF or BMP of up to 10 MB; WebP and AVIF are converted',
};

/** The media_id of the cover. */
const coverMediaId: Field<'coverMediaId', 'resourceLocator'> = {
	displayName: 'Cover Media ID',
	name: 'coverMediaId',
	type: 'resourceLocator',
	displayOptions: { show: { ...article, coverFrom: ['mediaId'] } },
	default: { mode: 'list', value: '' },
	required: true,
	modes: MATERIAL_MODES.image,
	description: 'The media_id of a permanent image of this account; temporary images do not work',
};

/** The theme of the article. */
const theme: Field<'theme', 'options'> = {
	displayName: 'Theme',
	name: 'theme',
	type: 'options',
	displayOptions: { show: article },
	options: [
		{ name: 'Business', value: 'business', description: 'Deep blue with clear sections' },
		{ name: 'Dark Code', value: 'darkCode', description: 'Dark code blocks and green accents' },
		{ name: 'None', value: 'none', description: 'Only the styles of the HTML itself and of Custom CSS' },
		{ name: 'Plain', value: 'plain', description: 'Black on white' },
		{ name: 'Warm', value: 'warm', description: 'Warm colors and roomy lines' },
	],
	default: 'plain',
	description: 'How the text looks; all styles are inlined, because WeChat drops style sheets',
};

/** How the pictures of a picture post are given. */
const picturesBy: typeof imagesBy = {
	...imagesBy,
	displayName: 'Choose Pictures',
	displayOptions: { show: picturePost },
	description: 'How the pictures are given',
};

/** The pictures of a picture post in one list. */
const postPictures: Field<'pictures', 'string'> = {
	displayName: 'Pictures',
	name: 'pictures',
	type: 'string',
	typeOptions: { rows: 4 },
	displayOptions: { show: { ...picturePost, imagesBy: ['list'] } },
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/1.jpg',
	description:
		'1 to 20 pictures, one per line or an array: addresses, media IDs of permanent images, or binary:data for the file in the binary field data. The first one is the cover.',
};

/** The pictures of a picture post one by one. */
const postPictureRows: typeof imageRows = {
	...imageRows,
	displayName: 'Pictures',
	placeholder: 'Add Picture',
	displayOptions: { show: { ...picturePost, imagesBy: ['rows'] } },
	description: '1 to 20 pictures, in the order in which they are seen. The first one is the cover.',
};

/** The text of a picture post. */
const postText: Field<'postText', 'string'> = {
	displayName: 'Post Text',
	name: 'postText',
	type: 'string',
	typeOptions: { rows: 4 },
	displayOptions: { show: picturePost },
	default: '',
	placeholder: 'e.g. Our new shop',
	description: 'Text below the pictures, without HTML',
};

/** The fields of one article, in the order of the form, followed by those for the whole draft. */
export const ARTICLE_FIELDS = [
	articleType,
	format,
	content,
	picturesBy,
	postPictures,
	postPictureRows,
	articleTitle,
	postText,
	coverFrom,
	coverField,
	coverUrl,
	coverMediaId,
	theme,
] as const;

/** The fields of an article that replaces another. */
export const NEW_ARTICLE_FIELDS = ARTICLE_FIELDS.map((field) => {
	if (field === articleTitle) return newArticleTitle;
	return field === coverFrom ? newCoverFrom : field;
});
