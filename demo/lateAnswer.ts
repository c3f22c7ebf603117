import type { Narrator } from './Narrator';
import { CONTINUE } from './nextSteps';
import { type OpenedAccount, readTexts } from './openAccount';
import type { Testbed } from './startTestbed';
import { STEP_TIMEOUT, succeed } from './succeed';

/** The beginning of the example's text when an answer takes longer than WeChat waits. */
const WAITING = '正在思考';

/** Longer than WeChat waits for one delivery (5 s), shorter than for all three. */
const QUESTION = '等 8 秒再回答：夏季新品什么时候到店？';

/** A question that is being answered. */
export interface OpenQuestion {
	/**
	 * Waits for the answer.
	 *
	 * @returns the number of answers that came later than the first delivery allows
	 * @throws when there was none
	 */
	answered(): Promise<number>;
}

/**
 * A follower asks an AI that needs longer than WeChat waits for one delivery.
 *
 * @param account whose server is the example `ai-chat-personal`
 */
export function askAi(testbed: Testbed, account: OpenedAccount, narrator: Narrator): OpenQuestion {
	const { appid, openid, workflow } = account;
	const { control } = testbed.simulator;
	const say = async (Content: string) =>
		await control.push({ appid, openid, message: { MsgType: 'text', Content } });
	const asked = say(QUESTION);
	// It is awaited later.
	asked.catch(() => undefined);
	narrator.tell('askedAi', { question: QUESTION });
	return {
		async answered() {
			narrator.working('waitForAi');
			const { attempts, faultShownToUser } = await asked;
			if (faultShownToUser) throw new Error('The AI did not answer in time, and the phone says so');
			const [ended] = await testbed.host.api.executions.waitForEnded(workflow.id, 1, STEP_TIMEOUT);
			succeed(ended);
			const [first = ''] = await readTexts(testbed, { appid, openid });
			narrator.tell('answerArrived', { delivery: attempts.length, text: oneLine(first) });
			if (first.startsWith(WAITING)) {
				await say(CONTINUE);
				const collected = (await readTexts(testbed, { appid, openid })).at(-1) ?? '';
				narrator.tell('answerCollected', { word: CONTINUE, text: oneLine(collected) });
				if (!collected.includes(QUESTION)) throw new Error('The answer was not handed out');
			} else if (attempts.length < 2 || !first.includes(QUESTION)) {
				throw new Error(`The phone shows “${first}” after ${attempts.length} deliveries`);
			}
			return 1;
		},
	};
}

const oneLine = (text: string): string => text.split('\n', 1)[0] ?? '';
