import type { Field } from '../../operation';

/** The fields of an article that have a usual value. */
export const articleOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Author',
			name: 'author',
			type: 'string',
			default: '',
			placeholder: 'e.g. 编辑部',
			description:
				'Name below the title (作者), up to 16 characters; leave empty to use that of the front matter',
		},
		{
			displayName: 'Comments',
			name: 'comments',
			type: 'options',
			options: [
				{ name: 'Everybody', value: 'everybody' },
				{ name: 'Followers Only', value: 'followers' },
				{ name: 'Nobody', value: 'closed' },
			],
			default: 'closed',
			description: 'Who may comment on the article (留言), if the account has the comment feature',
		},
		{
			displayName: 'Crop to 1:1',
			name: 'crop11',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.2_0_0.8_1',
			description:
				'Part of the cover that small cards show: left, top, right and bottom edge from 0 to 1, joined by underscores',
		},
		{
			displayName: 'Crop to 2.35:1',
			name: 'crop235',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0_0.25_1_0.75',
			description:
				'Part of the cover that large cards show: left, top, right and bottom edge from 0 to 1, joined by underscores',
		},
		{
			displayName: 'Custom CSS',
			name: 'customCss',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. h2 { color: #1f4e8c }',
			description:
				'Rules of your own, which are applied after those of the theme and inlined; @media, :hover and ::before cannot be inlined and are left out',
		},
		{
			displayName: 'Digest',
			name: 'digest',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. What is new this summer',
			description:
				'Text on the card of a single article (摘要), up to 128 characters; leave empty to use that of the front matter or, without one, the beginning of the text. A space alone is sent as it is.',
		},
		{
			displayName: 'Link List Heading',
			name: 'notesHeading',
			type: 'string',
			default: '参考链接',
			placeholder: 'e.g. Links',
			description: 'Heading above the list of outside links at the end of the text',
		},
		{
			displayName: 'Outside Links',
			name: 'links',
			type: 'options',
			options: [
				{ name: 'Leave Out', value: 'remove' },
				{ name: 'List at the End', value: 'notes' },
			],
			default: 'notes',
			description:
				'What to do with links that lead outside WeChat, which readers cannot tap; links to mp.weixin.qq.com stay',
		},
		{
			displayName: 'Product Key',
			name: 'productKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5m1JBdkVb0w0',
			description:
				'Product below a picture post: the product_key from Draft → Get Product Card. In an article, paste the DOM of the card into the HTML instead.',
		},
		{
			displayName: 'Read More URL',
			name: 'sourceUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/post',
			description: 'Page behind "Read more" below the text (阅读原文), up to 1024 bytes',
		},
		{
			displayName: 'When a Picture Fails',
			name: 'pictureFailure',
			type: 'options',
			options: [
				{ name: 'Fail', value: 'fail', description: 'Nothing is created' },
				{
					name: 'Leave It Out',
					value: 'leaveOut',
					description: 'The output lists it under imagesLeftOut',
				},
			],
			default: 'fail',
			description:
				'What to do when a picture in the text has no web address, cannot be fetched, is too large or has a format that WeChat does not accept',
		},
	],
};

/** More articles in the same draft. */
export const furtherArticles: Field<'furtherArticles', 'fixedCollection'> = {
	displayName: 'Further Articles',
	name: 'furtherArticles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Article' },
	displayOptions: { show: { articleType: ['news'] } },
	placeholder: 'Add Article',
	default: {},
	description:
		'Up to 7 more articles that are published together with the first one, in the same format and theme',
	options: [
		{
			displayName: 'Article',
			name: 'article',
			values: [
				{
					displayName: 'Author',
					name: 'author',
					type: 'string',
					default: '',
					placeholder: 'e.g. 编辑部',
					description: 'Up to 16 characters; leave empty to use that of the front matter',
				},
				{
					displayName: 'Cover',
					name: 'cover',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/cover.jpg',
					description:
						'Address, media ID of a permanent image, or binary:data; leave empty to use that of the front matter, or the first picture',
				},
				{
					displayName: 'Read More URL',
					name: 'sourceUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/post',
					description: "Page behind 'Read more' below the text (阅读原文)",
				},
				{
					displayName: 'Text',
					name: 'content',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. # Autumn sale',
					description: 'Written in the same format as the first article',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Autumn sale',
					description: 'Leave empty to use the title of the front matter, or the first heading',
				},
			],
		},
	],
};
