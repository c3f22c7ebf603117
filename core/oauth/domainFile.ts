import { DOMAIN_PLACE } from '../errors/consolePaths';
import { InvalidInputError } from '../errors/WechatErrors';

/** The file by which WeChat checks that a host belongs to the account. */
export interface DomainFile {
	name: string;
	content: string;
}

const REMEDY = `Copy it from the console where the web authorization domain is entered (${DOMAIN_PLACE}).`;

/**
 * Reads the verification file as the user entered it.
 *
 * @param name e.g. `MP_verify_Ab12Cd34Ef56Gh78.txt`; empty for none
 * @param content of the file; if empty, the 16 characters in its name, which is what WeChat puts there
 * @returns undefined when none was entered
 * @throws InvalidInputError naming Domain File Name or Domain File Content
 */
export function readDomainFile(name: string, content: string): DomainFile | undefined {
	if (name === '') return undefined;
	const key = /^MP_verify_([A-Za-z0-9]{16})\.txt$/.exec(name)?.[1];
	if (key === undefined) {
		throw new InvalidInputError(
			'Domain File Name',
			'must be MP_verify_, 16 letters or digits, and .txt',
			REMEDY,
		);
	}
	if (content !== '' && !/^[A-Za-z0-9]{1,64}$/.test(content)) {
		throw new InvalidInputError('Domain File Content', 'must be letters and digits only', REMEDY);
	}
	return { name, content: content === '' ? key : content };
}
