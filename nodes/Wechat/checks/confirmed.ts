import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Checks that a costly call was confirmed by its own switch.
 *
 * @param confirm the value of the switch
 * @param cost what the call uses up
 * @throws InputRefused unless it is exactly true: a text such as "false" would count as yes elsewhere
 */
export function confirmed(confirm: unknown, cost: string): void {
	if (confirm === true) return;
	throw new InputRefused('Confirm', `is off, and ${cost}`, 'Switch Confirm on if this is really meant.');
}
