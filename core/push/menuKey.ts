/** The form in which EventKeys of a kind of menu event are compared; other kinds have keys that users made up. */
const FORMS: Readonly<Record<string, (key: string) => string>> = {
	VIEW: addressForm,
	view_miniprogram: (path) => path.replace(/^\/+/, ''),
};

/**
 * Whether a key that a user entered names the button of a menu event. WeChat returns the address or page of a button as it was set, and
 * creating a menu sets addresses as browsers write them, and pages without a slash at the beginning.
 *
 * @param event name of a menu event, e.g. `VIEW`
 * @param wanted key from the filter
 * @param key `EventKey` of the event
 * @see https://developers.weixin.qq.com/doc/service/guide/product/menu/Custom_Menu_Push_Events.html
 */
export function isSameMenuKey(event: string, wanted: string, key: string): boolean {
	const form = FORMS[event];
	return form === undefined ? wanted === key : form(wanted) === form(key);
}

/** An address as a browser writes it: with a slash after the host, and with other characters percent-encoded. */
function addressForm(address: string): string {
	return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : address;
}
