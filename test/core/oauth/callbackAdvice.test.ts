import { callbackAdvice } from '../../../core/oauth/callbackAdvice';

test.each([
	'https://n8n.example.com/webhook/1/oauth',
	'http://n8n.example.com:80/webhook/1/oauth',
	'https://n8n.example.com:443/webhook/1/oauth',
	// A test account takes addresses of the local network.
	'http://192.168.1.2/webhook/1/oauth',
	'https://localhost.example.com/webhook/1/oauth',
	'',
])('callbackAdvice(%s) has nothing to say', (url) => {
	expect(callbackAdvice(url)).toBeUndefined();
});

test.each([
	['http://localhost:5678/webhook/1/oauth', 'a phone cannot reach localhost. Set N8N_WEBHOOK_URL'],
	['http://127.0.0.1/webhook/1/oauth', 'cannot reach 127.0.0.1'],
	['http://[::1]/webhook/1/oauth', 'cannot reach [::1]'],
	['https://n8n.example.com:8443/webhook/1/oauth', 'error 10003 for n8n.example.com:8443'],
	['http://192.168.1.2:5678/webhook/1/oauth', 'except to a test account'],
])('callbackAdvice(%s) says %s', (url, advice) => {
	expect(callbackAdvice(url)).toContain(advice);
});
