import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { PUSH_TYPES } from '../../core/push/types';
import { errorsPage } from './errorsPage';
import { eventsPage } from './eventsPage';
import { migrationPage } from './migration/migrationPage';
import { operationsPage } from './operationsPage';
import { sampleLogin } from './sampleLogin';
import { loginSchema, triggerSchema } from './outputSchemas';

/** The generated pages by their path in the repository. */
export function referencePages(): Readonly<Record<string, string>> {
	return {
		'docs/errors.md': errorsPage(CATALOGUE),
		'docs/events.md': eventsPage(PUSH_TYPES),
		'docs/migration.md': migrationPage(OPERATIONS, RESOURCES, 'en'),
		'docs/zh-CN/migration.md': migrationPage(OPERATIONS, RESOURCES, 'zh'),
		'docs/operations.md': operationsPage(OPERATIONS, RESOURCES),
		'nodes/WechatOAuthTrigger/__schema__/v2.0.0.json': loginSchema(sampleLogin()),
		'nodes/WechatTrigger/__schema__/v1.0.0.json': triggerSchema(PUSH_TYPES),
		'nodes/WechatTrigger/__schema__/v2.0.0.json': triggerSchema(PUSH_TYPES),
	};
}
