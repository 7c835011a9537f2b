import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { fillIn, issueIntakeLink, openLink, SIGNED } from '../support/intake-link.js';

const ISSUE = `mutation ($input: IssueIntakeLinkInput!) {
  issueIntakeLink(input: $input) { url link { id clientId purpose state createdAt expiresAt } } }`;
const LINKS = `query ($clientId: ID!, $first: Int, $after: String) { clientLinks(clientId: $clientId, first: $first, after: $after) {
  edges { cursor node { id state openedAt usedAt revokedAt issuedBy } } pageInfo { hasNextPage } } }`;
const REVOKE = `mutation ($id: ID!) { revokeClientLink(id: $id) { link { id state revokedAt } } }`;

interface Links {
  readonly clientLinks: {
    readonly edges: { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

describe('links of clients at the desk', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: string;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    desk = await tokenFor(api.app, await clinic.actor('front_desk'));
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });
  afterEach(() => {
    api.clock.offset = 0;
  });

  const linksOf = async (clientId: string, page: object = {}): Promise<Links['clientLinks']> =>
    (await api.data<Links>(LINKS, { clientId, ...page }, desk)).clientLinks;
  const statesOf = async (clientId: string) => (await linksOf(clientId)).edges.map(({ node }) => node['state']);

  it('are issued for some days, fourteen unless told, with a URL that is shown once', async () => {
    const clientId = clinic.clientIds[0]!;
    const issue = (input: object) =>
      api.data<{ issueIntakeLink: { url: string; link: Record<string, string> } }>(ISSUE, { input }, desk);
    const { issueIntakeLink: usual } = await issue({ clientId });
    expect(usual.url).toMatch(/^http:\/\/localhost:0\/intake\/[\w-]{43}$/);
    expect(usual.link).toMatchObject({ clientId, purpose: 'INTAKE', state: 'ISSUED' });
    const days = ({ link }: typeof usual) =>
      (Date.parse(link['expiresAt']!) - Date.parse(link['createdAt']!)) / 86_400_000;
    expect(days(usual)).toBe(14);
    expect(days((await issue({ clientId, days: 60 })).issueIntakeLink)).toBe(60);
    for (const wrong of [0, 61, -1]) {
      expect(await api.errorCode(ISSUE, { input: { clientId, days: wrong } }, desk)).toBe('BAD_USER_INPUT');
    }
    expect(JSON.stringify(await linksOf(clientId))).not.toContain(usual.url.split('/').at(-1));
  });

  it('show how they stand: issued, opened, used, revoked, expired', async () => {
    const clientId = clinic.clientIds[1]!;
    const [used, opened, revoked] = [
      await issueIntakeLink(api, clinic, { clientId }),
      await issueIntakeLink(api, clinic, { clientId }),
      await issueIntakeLink(api, clinic, { clientId }),
    ];
    await issueIntakeLink(api, clinic, { clientId });
    const { phone, page } = await openLink(api, used);
    await phone.submit(await fillIn(phone, page), SIGNED, 'send');
    await openLink(api, opened);
    const { revokeClientLink } = await api.data<{ revokeClientLink: { link: object } }>(
      REVOKE,
      { id: revoked.id },
      desk,
    );
    expect(revokeClientLink.link).toMatchObject({ id: revoked.id, state: 'REVOKED' });
    expect(await statesOf(clientId)).toEqual(['ISSUED', 'REVOKED', 'OPENED', 'USED']); // the latest first
    api.clock.offset = 15 * 86_400_000;
    expect(await statesOf(clientId)).toEqual(['EXPIRED', 'REVOKED', 'EXPIRED', 'USED']);
  });

  it('come in pages', async () => {
    const clientId = clinic.clientIds[2]!;
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await issueIntakeLink(api, clinic, { clientId })).id);
    const first = await linksOf(clientId, { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await linksOf(clientId, { first: 2, after: first.edges[1]!.cursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node['id'])).toEqual(ids);
  });

  it('are revoked once, and never another practice’s', async () => {
    const link = await issueIntakeLink(api, clinic);
    const stranger = await createClinic(api.database);
    const strangers = await tokenFor(api.app, await stranger.actor('owner'));
    expect(await api.errorCode(REVOKE, { id: link.id }, strangers)).toBe('NOT_FOUND');
    const input = { clientId: clinic.clientIds[0] };
    expect(await api.errorCode(ISSUE, { input }, strangers)).toBe('NOT_FOUND');
    const { clientLinks } = await api.data<Links>(LINKS, { clientId: clinic.clientIds[0] }, strangers);
    expect(clientLinks.edges).toEqual([]);
    await api.data(REVOKE, { id: link.id }, desk);
    expect(await api.errorCode(REVOKE, { id: link.id }, desk)).toBe('NOT_FOUND');
    await stranger.close();
  });

  it('are made for whoever stands for a merged client, and for nobody who is archived', async () => {
    const [merged, standing, archived] = clinic.clientIds.slice(3, 6) as [string, string, string];
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [merged, standing]);
    await clinic.sql('UPDATE clients SET archived_at = now() WHERE id = $1', [archived]);
    const { issueIntakeLink: issued } = await api.data<{ issueIntakeLink: { link: { clientId: string } } }>(
      ISSUE,
      { input: { clientId: merged } },
      desk,
    );
    expect(issued.link.clientId).toBe(standing);
    expect(await api.errorCode(ISSUE, { input: { clientId: archived } }, desk)).toBe('BAD_USER_INPUT');
  });

  it('let a client who was merged meanwhile go on and send', async () => {
    const [source, target] = clinic.clientIds.slice(6, 8) as [string, string];
    const { phone, page } = await openLink(api, await issueIntakeLink(api, clinic, { clientId: source }));
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [source, target]);
    const sent = await phone.submit(await fillIn(phone, page), SIGNED, 'send');
    expect(sent.html).toContain('Thank you.');
  });
});
