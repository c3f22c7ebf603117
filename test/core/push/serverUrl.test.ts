import { serverUrlAdvice } from '../../../core/push/serverUrl';

test.each([
	'https://n8n.example.com/webhook/1/wechat',
	'http://n8n.example.com/webhook/1/wechat',
	'https://n8n.example.com:443/webhook/1/wechat',
	'http://n8n.example.com:80/webhook/1/wechat',
	'https://203.0.113.5/webhook/1/wechat',
	'https://10.example.com/webhook/1/wechat',
	'https://localhost.example.com/webhook/1/wechat',
])('serverUrlAdvice(%s) has nothing to say', (url) => {
	expect(serverUrlAdvice(url)).toBeUndefined();
});

test.each([
	['http://localhost:5678/webhook/1/wechat', 'cannot reach localhost'],
	['http://127.0.0.1/webhook/1/wechat', 'cannot reach 127.0.0.1'],
	['https://192.168.1.2/webhook/1/wechat', 'cannot reach 192.168.1.2'],
	['https://172.20.0.2/webhook/1/wechat', 'cannot reach 172.20.0.2'],
	['https://10.1/webhook/1/wechat', 'cannot reach 10.0.0.1'],
	['https://N8N.local/webhook/1/wechat', 'cannot reach n8n.local'],
	['https://[::1]/webhook/1/wechat', 'cannot reach [::1]'],
	['https://n8n/webhook/1/wechat', 'cannot reach n8n'],
	['https://n8n.example.com:5678/webhook/1/wechat', 'not https://n8n.example.com:5678'],
	['https://n8n.example.com:80/webhook/1/wechat', 'not https://n8n.example.com:80'],
	['ftp://n8n.example.com/webhook/1/wechat', 'not ftp://n8n.example.com'],
	['', 'not a valid address'],
])('serverUrlAdvice(%s) says %s', (url, advice) => {
	expect(serverUrlAdvice(url)).toContain(advice);
});
