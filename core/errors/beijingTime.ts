const DAY_SECONDS = 86400;
const ZONE = 'Asia/Shanghai';

/**
 * Tells when WeChat's counters are reset: its days begin at midnight in Beijing.
 *
 * @param nowSeconds Unix seconds
 * @returns e.g. `00:00 on 23 November, Beijing time`
 */
export function nextBeijingMidnight(nowSeconds: number): string {
	return `00:00 on ${day(nowSeconds + DAY_SECONDS)}, Beijing time`;
}

/**
 * Formats a time in Beijing.
 *
 * @param seconds Unix seconds
 * @returns e.g. `15:04 on 22 November, Beijing time`
 */
export function beijingTime(seconds: number): string {
	const time = new Date(seconds * 1000).toLocaleTimeString('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
		timeZone: ZONE,
	});
	return `${time} on ${day(seconds)}, Beijing time`;
}

function day(seconds: number): string {
	return new Date(seconds * 1000).toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		timeZone: ZONE,
	});
}
