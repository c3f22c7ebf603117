import type { DomainFile } from '../../core/oauth/domainFile';
import type { FieldPlace } from '../../core/oauth/redirectTarget';
import type { ProfileLanguage } from '../../core/oauth/snsRequests';
import type { LoginSettings } from '../../core/oauth/startLogin';

/** What the browser gets after a successful login. */
export type SuccessAnswer =
	/** The built-in page; empty texts are replaced with the default ones. */
	| { kind: 'page'; title: string; message: string }
	/** `hosts`, `secure`: where the browser may go. `fields`, `place`: which fields of the login are added to the URL, and where. */
	| {
			kind: 'redirect';
			url: string;
			hosts: readonly string[];
			secure: boolean;
			fields: readonly string[];
			place: FieldPlace;
	  }
	/** Whatever the workflow answers within that many seconds. */
	| { kind: 'workflow'; waitSeconds: number };

/** The node's parameters and credential, read and checked. */
export interface Setup {
	login: LoginSettings;
	channel: 'wechat' | 'website';
	answer: SuccessAnswer;
	/** Whether visitors with other browsers than WeChat's get a page that asks them to open WeChat. */
	requireWechat: boolean;
	fetchProfile: boolean;
	profileLanguage: ProfileLanguage;
	includeTokens: boolean;
	/** Whether a failed login starts the workflow through the second output. */
	startOnFailure: boolean;
	/** Whether the virtual identity of a snapshot page starts the workflow. */
	startOnSnapshot: boolean;
	pageLanguage: 'auto' | 'en' | 'zh';
	domainFile: DomainFile | undefined;
}
