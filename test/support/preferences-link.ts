import { KeepMessageLink } from '../../src/modules/access/index.js';
import { newId } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TOKEN_SECRET } from './api.js';
import type { TestApi } from './api.js';
import type { ClinicFixture } from './clinic-fixture.js';

export interface PreferencesLink {
  readonly id: string;
  readonly token: string;
  /** At which its page stands. */
  readonly by: string;
}

/** The link in the last line of a mail to a client. */
export async function preferencesLink(
  api: TestApi,
  { practiceId, sql }: ClinicFixture,
  clientId: string,
): Promise<PreferencesLink> {
  const links = new KeepMessageLink({ accessTokenSecret: TOKEN_SECRET });
  const link = { messageId: newId(), clientId, purpose: 'preferences', subjectId: clientId, days: 60 } as const;
  const token = await api.app
    .get(UnitOfWork)
    .do({ kind: 'system', practiceId, name: 'messages' }, (tx) => links.execute(tx, link));
  const [row] = await sql<{ id: string }>('SELECT id FROM client_links ORDER BY created_at DESC, id DESC LIMIT 1');
  return { id: row!.id, token, by: `/preferences/by/${row!.id}` };
}
