import { createHash } from 'node:crypto';
import { newId, ok } from '../../src/kernel/index.js';
import type { ClientActor } from '../../src/kernel/index.js';
import { IssueClientLink, useLink } from '../../src/modules/access/index.js';
import type { IssuedLink } from '../../src/modules/access/index.js';
import { OpenClientLink } from '../../src/modules/access/open-client-link.js';
import { ProveClientLink } from '../../src/modules/access/prove-client-link.js';
import type { ProvenLink } from '../../src/modules/access/prove-client-link.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const HOUR = 3_600_000;
const DEAD = { ok: false, refusal: { kind: 'dead_link' } };
let network = 0;

describe('a client’s link', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let address: string;

  const units = (): UnitOfWork => api.app.get(UnitOfWork, { strict: false });
  const proof = (): ProveClientLink => api.app.get(ProveClientLink, { strict: false });
  const issue = async (days = 7): Promise<IssuedLink> => {
    const desk = await clinic.actor('front_desk');
    const issuing = api.app.get(IssueClientLink, { strict: false });
    return units().do(desk, (tx) =>
      issuing.execute(tx, { clientId: clinic.clientIds[0]!, purpose: 'intake', subjectId: clinic.serviceId, days }),
    );
  };
  const proveToken = (token: string) => proof().execute(token, 'intake', address);
  const proveSession = (secret: string) => proof().bySession(secret, 'intake', address);
  const openedBy = async (token: string): Promise<{ link: ProvenLink; secret: string }> => {
    const proven = await proveToken(token);
    if (!proven.ok) throw new Error(proven.refusal.kind);
    return { link: proven.value, secret: await api.app.get(OpenClientLink, { strict: false }).execute(proven.value) };
  };
  const asClient = (actor: ClientActor): Promise<string> => units().do(actor, (tx) => Promise.resolve(tx.practiceId));
  const use = (actor: ClientActor) => units().run(actor, async (tx) => ok(await useLink(tx)));

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });
  beforeEach(() => {
    network += 1;
    address = `192.0.2.${network}`;
    api.clock.offset = 0;
  });

  it('says whose it is and what about, and is kept as a hash', async () => {
    const { link, token } = await issue();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const { practiceId, clientIds, serviceId } = clinic;
    expect(await proveToken(token)).toEqual({
      ok: true,
      value: {
        actor: { kind: 'client', practiceId, clientId: clientIds[0], linkId: link.id },
        subjectId: serviceId,
        expiresAt: link.expiresAt,
        usedAt: null,
      },
    });
    expect(link.expiresAt.getTime() - link.createdAt.getTime()).toBe(7 * 24 * HOUR);
    const [row] = await clinic.sql<{ row: string; hash: Buffer }>(
      'SELECT l::text AS row, token_hash AS hash FROM client_links l WHERE id = $1',
      [link.id],
    );
    expect(row!.row).not.toContain(token);
    expect(row!.hash).toEqual(createHash('sha256').update(token).digest());
  });

  it('is not consumed by looking at it, however often', async () => {
    const { link, token } = await issue();
    for (let times = 0; times < 40; times += 1) expect((await proveToken(token)).ok).toBe(true);
    const [row] = await clinic.sql('SELECT opened_at, used_at FROM client_links WHERE id = $1', [link.id]);
    expect(row).toEqual({ opened_at: null, used_at: null });
  });

  it('is the same nothing when forged, expired, revoked, used or meant for something else', async () => {
    const [revoked, used, expired, other] = [await issue(), await issue(), await issue(1), await issue()];
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [revoked.link.id]);
    await clinic.sql('UPDATE client_links SET used_at = now() WHERE id = $1', [used.link.id]);
    await clinic.sql(`UPDATE client_links SET purpose = 'check_in' WHERE id = $1`, [other.link.id]);
    for (const token of ['', 'x', 'A'.repeat(43), '\0', revoked.token, used.token, other.token]) {
      expect(await proveToken(token)).toEqual(DEAD);
    }
    api.clock.offset = 24 * HOUR - 5_000;
    expect((await proveToken(expired.token)).ok).toBe(true);
    api.clock.offset = 24 * HOUR;
    expect(await proveToken(expired.token)).toEqual(DEAD);
  });

  it('lets thirty attempts of a network lead nowhere, also in parallel, then none through for 15 minutes', async () => {
    const { token } = await issue();
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => proveToken(`guess ${n}`)));
    expect(guesses.filter((guess) => !guess.ok && guess.refusal.kind === 'dead_link')).toHaveLength(30);
    expect(await proveToken(token)).toMatchObject({ ok: false, refusal: { kind: 'too_many_attempts' } });
    const elsewhere = await proof().execute(token, 'intake', '198.51.100.7');
    expect(elsewhere.ok).toBe(true);
    api.clock.offset = 15 * 60_000 + 1_000;
    expect((await proveToken(token)).ok).toBe(true);
  });

  it('is opened into sessions that stand beside each other, end after two idle hours and are kept as hashes', async () => {
    const { link, token } = await issue();
    const [first, second] = [await openedBy(token), await openedBy(token)];
    expect(first.secret).not.toBe(second.secret);
    const [row] = await clinic.sql<{ opened: boolean }>(
      'SELECT opened_at IS NOT NULL AS opened FROM client_links WHERE id = $1',
      [link.id],
    );
    expect(row!.opened).toBe(true);
    const kept = await clinic.sql<{ hash: Buffer }>(
      'SELECT secret_hash AS hash FROM client_link_sessions WHERE link_id = $1 ORDER BY id',
      [link.id],
    );
    expect(kept.map(({ hash }) => hash)).toEqual(
      [first, second].map(({ secret }) => createHash('sha256').update(secret).digest()),
    );
    api.clock.offset = 1.5 * HOUR;
    expect((await proveSession(first.secret)).ok).toBe(true);
    api.clock.offset = 2.1 * HOUR;
    expect((await proveSession(first.secret)).ok).toBe(true); // asked for since
    expect(await proveSession(second.secret)).toEqual(DEAD); // not asked for
    expect((await openedBy(token)).link.actor.linkId).toBe(link.id); // the link opens again
  });

  it('ends its sessions with itself', async () => {
    const { token } = await issue(1);
    api.clock.offset = 23.5 * HOUR;
    const { secret, link } = await openedBy(token);
    expect((await proveSession(secret)).ok).toBe(true);
    api.clock.offset = 24 * HOUR;
    expect(await proveSession(secret)).toEqual(DEAD);
    await expect(asClient(link.actor)).rejects.toThrow('This session has ended.');
  });

  it('is no session, and a session no link', async () => {
    const { token } = await issue();
    const { secret } = await openedBy(token);
    expect(await proveSession(token)).toEqual(DEAD);
    expect(await proveToken(secret)).toEqual(DEAD);
  });

  it('counts in every unit of work: revoked or another client’s, it enters none', async () => {
    const { link, token } = await issue();
    const { link: proven, secret } = await openedBy(token);
    expect(await asClient(proven.actor)).toBe(clinic.practiceId);
    await expect(asClient({ ...proven.actor, clientId: clinic.clientIds[1]! })).rejects.toThrow('session has ended');
    await expect(asClient({ ...proven.actor, linkId: newId() })).rejects.toThrow('session has ended');
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [link.id]);
    await expect(asClient(proven.actor)).rejects.toThrow('session has ended');
    expect(await proveSession(secret)).toEqual(DEAD);
  });

  it('is used once, by one of two who race, and can be read back for an hour by whoever has it open', async () => {
    const { token } = await issue();
    const { link, secret } = await openedBy(token);
    const ends = await Promise.allSettled([use(link.actor), use(link.actor)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await proveToken(token)).toEqual(DEAD);
    expect(await proveSession(secret)).toMatchObject({ ok: true, value: { usedAt: expect.any(Date) as Date } });
    expect(await asClient(link.actor)).toBe(clinic.practiceId);
    await expect(use(link.actor)).rejects.toThrow('This link has been used.');
    api.clock.offset = HOUR + 1_000;
    expect(await proveSession(secret)).toEqual(DEAD);
    await expect(asClient(link.actor)).rejects.toThrow('session has ended');
  });

  it('leaves its steps in the audit, which names the client and the link', async () => {
    const { link, token } = await issue();
    const opened = await openedBy(token);
    await use(opened.link.actor);
    const entries = await clinic.sql(
      `SELECT actor_kind, actor_id, session_id, action, details FROM audit_entries WHERE subject_ids @> ARRAY[$1::uuid] ORDER BY at`,
      [link.id],
    );
    const byClient = { actor_kind: 'client', actor_id: clinic.clientIds[0], session_id: link.id, details: {} };
    expect(entries).toEqual([
      expect.objectContaining({ actor_kind: 'staff', action: 'client_link.issued', details: { purpose: 'intake' } }),
      { ...byClient, action: 'client_link.opened' },
      { ...byClient, action: 'client_link.used' },
    ]);
  });
});
