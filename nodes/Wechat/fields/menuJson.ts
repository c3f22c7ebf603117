import type { Field } from '../runner/Operation';

/** A whole menu as the platform writes it. */
export const menuJson: Field<'menuJson', 'json'> = {
	displayName: 'Menu (JSON)',
	name: 'menuJson',
	type: 'json',
	typeOptions: { rows: 12 },
	default:
		'{\n  "button": [\n    { "type": "click", "name": "Help", "key": "HELP" },\n    { "type": "view", "name": "Shop", "url": "https://example.com/" }\n  ]\n}',
	required: true,
	description:
		'1 to 3 buttons, each with a type and what it needs, or with up to 5 sub-buttons under sub_button. Menu → Get gives the present menu in this form.',
};
