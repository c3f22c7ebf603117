import { z } from 'zod';
import { findAccount } from '../../state/findAccount';
import type { JsonObject } from '../../server/printJson';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { recognitionData, recognizeImage } from './recognizeImage';
import { SAMPLES, type RecognitionName } from './samples';

const source = 'official pages on recognition of pictures';
const date = '2026-10';
const NAMES = Object.keys(SAMPLES) as [RecognitionName, ...RecognitionName[]];
/** The page of this call documents no limit. */
const UNLIMITED: RecognitionName = 'ocr/menu';
const PER_DAY = 100;

/** Recognition of cards, texts and codes in pictures; crops for covers. */
export const imageRecognition = {
	routes: accountRoutes(
		PERMITS.imageRecognition,
		NAMES.map((name) => ({
			method: 'POST',
			path: `/cv/${name}`,
			body: 'raw',
			perDay: name === UNLIMITED ? undefined : PER_DAY,
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: 'Part img below 2 MB (101002), or img_url (101000); 101001 nothing found',
						source,
						date,
					},
					...(name === UNLIMITED ? [] : [{ rule: '100 calls a day', source, date }]),
				],
				differs: [
					'Nothing is looked at: every picture gives the same made-up result, or what the control result sets',
					'Addresses are not fetched; 101003 only as a fault',
				],
			},
			handle: (call) => recognizeImage(call, name),
		})),
	),
	controls: {
		/** Sets what a call finds from now on; null: nothing. */
		result: areaControl(
			z
				.object({
					appid: z.string().optional(),
					name: z.enum(NAMES),
					result: z.record(z.unknown()).nullable(),
				})
				.strict(),
			(world, { appid, name, result }) => {
				recognitionData(findAccount(world.store, appid)).results.set(name, result as JsonObject | null);
				return {};
			},
		),
	},
} satisfies Area;
