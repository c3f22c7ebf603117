import { isWebPage, startOfMarkup } from '../../../core/api/webPage';

const utf16be = (text: string) =>
	Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(text, 'utf16le').swap16()]);

test.each<[string, string | Buffer, string]>([
	['a doctype', '<!DOCTYPE html><html lang="zh">', ''],
	['a doctype of long ago', '<!doctype HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">', 'image/jpeg'],
	['no doctype', '<HTML>', ''],
	['a head or a body alone', '<body onload="go()">', ''],
	['a byte order mark and white space', '\uFEFF \r\n\t<html>', ''],
	['comments and a declaration', '<?xml version="1.0"?> <!-- a --><!---->\n<html>', ''],
	['UTF-16', Buffer.from('\uFEFF<html>', 'utf16le'), 'image/png'],
	['UTF-16, the other way round', utf16be('<!DOCTYPE html>'), ''],
	['another element, declared as a page', '<script>location = "/login"</script>', 'text/html; charset=gbk'],
	['a comment without end, declared as a page', `<!-- ${'x'.repeat(2000)}`, 'application/xhtml+xml'],
])('isWebPage knows one that begins with %s', (_what, body, type) => {
	expect(isWebPage(Buffer.from(body), type)).toBe(true);
});

test.each<[string, string | Buffer, string]>([
	['JSON that holds one', '{"content":"<html>"}', 'text/html'],
	['a picture that is declared as one', Buffer.from('ffd8ffe0', 'hex'), 'text/html'],
	['a text that is declared as one', 'a,b,c', 'text/html'],
	['SVG', '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg">', 'image/svg+xml'],
	['XML', '<xml><ToUserName>', 'text/xml'],
	['an element whose name begins like one', '<header>', ''],
	['nothing', '', 'text/html'],
	['half a character', Buffer.from('feff00', 'hex'), ''],
])('isWebPage leaves %s alone', (_what, body, type) => {
	expect(isWebPage(Buffer.from(body), type)).toBe(false);
});

test('startOfMarkup takes no longer for a document that is made of comments alone', () => {
	const comments = Buffer.from('<!---->'.repeat(200));
	expect(startOfMarkup(comments)).toBe('<!');
});
