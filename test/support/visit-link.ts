import type { SystemActor } from '../../src/kernel/index.js';
import { IssueClientLink } from '../../src/modules/access/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { TestApi } from './api.js';
import type { ClinicFixture } from './clinic-fixture.js';
import { Phone } from './phone.js';
import type { Seen } from './phone.js';

export interface VisitLink {
  readonly id: string;
  /** That opens it, with the token. */
  readonly path: string;
  /** Below which its pages stand. */
  readonly by: string;
}

/** A link to a visit, as a message has it. */
export async function issueVisitLink(
  api: TestApi,
  clinic: ClinicFixture,
  { clientId, appointmentId, days = 30 }: { clientId: string; appointmentId: string | null; days?: number },
): Promise<VisitLink> {
  const actor: SystemActor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' };
  const issuing = api.app.get(IssueClientLink, { strict: false });
  const { link, token } = await api.app
    .get(UnitOfWork, { strict: false })
    .do(actor, (tx) => issuing.execute(tx, { clientId, purpose: 'appointment', subjectId: appointmentId, days }));
  return { id: link.id, path: `/appointment/${token}`, by: `/appointment/by/${link.id}` };
}

/** A phone on which the link has been opened, and the page that it shows. */
export async function openVisitLink(api: TestApi, link: VisitLink): Promise<{ phone: Phone; page: Seen }> {
  const phone = new Phone(api);
  return { phone, page: await phone.submit(await phone.get(link.path)) };
}

/** Taps on the first link of a page whose words these are. */
export function tap(phone: Phone, page: Seen, words: string): Promise<Seen> {
  const links = [...page.html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([^<]*)<\/a>/g)];
  const [, href] = links.find(([, , text]) => text === words) ?? [];
  if (href === undefined) throw new Error(`There is no link "${words}".`);
  return phone.get(href.replaceAll('&amp;', '&'));
}
