import { z } from 'zod';
import { findAccount } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addRecording, recognize, translate, voiceData } from './speech';

const source = 'official pages on speech';
const date = '2026-10';

/** Speech to text, and translation. */
export const voice = {
	routes: accountRoutes(PERMITS.everyone, [
		{
			method: 'POST',
			path: '/cgi-bin/media/voice/addvoicetorecofortext',
			body: 'raw',
			coverage: {
				status: 'partial',
				rules: [{ rule: 'mp3 up to 1 MB (40010) in the part media; format, voice_id, lang', source, date }],
				differs: ['Rate and channels are not looked at; a bad query answers 40035, other files 40005'],
			},
			async handle(call) {
				await addRecording(call);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/media/voice/queryrecoresultfortext',
			body: 'raw',
			coverage: {
				status: 'partial',
				rules: [{ rule: 'result within 10 seconds of the upload', source, date }],
				differs: [
					'The control heard sets what is recognized; afterwards the result is empty',
					'Developers have reported system errors of this call since 2023-11',
				],
			},
			handle: ({ world, account, query }) => recognize(account, query, world.clock.now()),
		},
		{
			method: 'POST',
			path: '/cgi-bin/media/voice/translatecontent',
			body: 'raw',
			coverage: {
				status: 'partial',
				rules: [{ rule: 'Up to 600 bytes from lfrom to lto (40035)', source, date }],
				differs: [
					'Nothing is translated: the target language is put in front',
					'The text may come bare or as content',
				],
			},
			handle: ({ query, raw }) => translate(query, raw),
		},
	]),
	controls: {
		/** Sets what is recognized in recordings from now on. */
		heard: areaControl(
			z.object({ appid: z.string().optional(), text: z.string() }).strict(),
			(world, { appid, text }) => {
				voiceData(findAccount(world.store, appid)).heard = text;
				return {};
			},
		),
	},
} satisfies Area;
