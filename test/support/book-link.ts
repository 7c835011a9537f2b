import { IssueClientLink } from '../../src/modules/access/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { TestApi } from './api.js';
import type { ClinicFixture } from './clinic-fixture.js';
import { Phone } from './phone.js';
import type { Seen } from './phone.js';

export interface BookLink {
  readonly id: string;
  /** That opens it, with the token. */
  readonly path: string;
  /** Below which its pages stand. */
  readonly by: string;
}

/** The link of a reminder about a plan. */
export async function issueBookLink(
  api: TestApi,
  clinic: ClinicFixture,
  { planId, clientId, days = 30 }: { planId: string; clientId: string; days?: number },
): Promise<BookLink> {
  const actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
  const issuing = api.app.get(IssueClientLink, { strict: false });
  const { link, token } = await api.app
    .get(UnitOfWork, { strict: false })
    .do(actor, (tx) => issuing.execute(tx, { clientId, purpose: 'book', subjectId: planId, days }));
  return { id: link.id, path: `/book/${token}`, by: `/book/by/${link.id}` };
}

/** A phone on which the link has been opened, and the first page that it shows. */
export async function openBookLink(
  api: TestApi,
  link: BookLink,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ phone: Phone; page: Seen }> {
  const phone = new Phone(api, headers);
  return { phone, page: await phone.submit(await phone.get(link.path)) };
}

/** A time that a page offers. */
export interface OfferedTime {
  readonly slot: string;
  readonly label: string;
}

/** By heading, in the order of the page. */
export function offeredTimes({ html }: Seen): Map<string, OfferedTime[]> {
  const groups = new Map<string, OfferedTime[]>();
  for (const [, heading, rest] of html.matchAll(/<h2>(.*?)<\/h2>(.*?)<\/section>/gs)) {
    const buttons = [...rest!.matchAll(/<button type="submit" name="slot" value="([^"]+)"[^>]* aria-label="([^"]+)"/g)];
    groups.set(
      heading!,
      buttons.map(([, slot, label]) => ({ slot: slot!, label: label! })),
    );
  }
  return groups;
}
