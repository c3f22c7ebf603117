import type { DomainFile } from '../../core/oauth/domainFile';
import type { FieldPlace } from '../../core/oauth/redirectTarget';
import type { ProfileLanguage } from '../../core/oauth/snsRequests';
import type { LoginSettings } from '../../core/oauth/startLogin';

/** What the browser gets after a successful login. */
export type SuccessAnswer =
	/** The built-in page; empty texts are filled with our own. */
	| { kind: 'page'; title: string; message: string }
	/** `hosts`, `secure`: where the browser may go. `fields`, `place`: what of the login the address carries, and where. */
	| {
			kind: 'redirect';
			url: string;
			hosts: readonly string[];
			secure: boolean;
			fields: readonly string[];
			place: FieldPlace;
	  }
	/** Whatever the workflow sends, within that many seconds. */
	| { kind: 'workflow'; waitSeconds: number };

/** Everything that the node's parameters and its credential say. */
export interface Setup {
	login: LoginSettings;
	channel: 'wechat' | 'website';
	answer: SuccessAnswer;
	/** Whether browsers other than WeChat's get a page that sends them there. */
	requireWechat: boolean;
	fetchProfile: boolean;
	profileLanguage: ProfileLanguage;
	includeTokens: boolean;
	/** Whether the second output starts the workflow when a login fails. */
	startOnFailure: boolean;
	/** Whether virtual identities of snapshot pages start the workflow. */
	startOnSnapshot: boolean;
	pageLanguage: 'auto' | 'en' | 'zh';
	domainFile: DomainFile | undefined;
}
