import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these while it loads; nothing of a developer's own n8n may be touched.
const userFolder = mkdtempSync(join(tmpdir(), 'wechat-mp-harness-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'harness-encryption-key';
process.env.N8N_LOG_LEVEL = 'silent';

import 'reflect-metadata';
import * as core from 'n8n-core';
import * as workflow from 'n8n-workflow';

/** n8n-core and n8n-workflow, loaded into a throw-away user folder. */
export { core, workflow };

afterAll(() => rmSync(userFolder, { recursive: true, force: true }));
