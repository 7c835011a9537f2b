import { AnswerCheckIn } from '../../src/modules/check-ins/answer-check-in.js';
import { WELL as NOTHING } from '../../src/modules/check-ins/domain/answer.arbitraries.js';
import { answersIn } from '../../src/modules/check-ins/domain/index.js';
import type { CheckInAnswer } from '../../src/modules/check-ins/domain/index.js';
import { openAnswer } from '../../src/modules/check-ins/storage/answers.js';
import type { AnswerRow } from '../../src/modules/check-ins/storage/answers.js';
import { newId, NotFound } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { checkInLink, CheckInWorker, ledgerOf, WELL } from '../support/check-ins.js';
import type { CheckInLink } from '../support/check-ins.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { statementsOf } from '../support/statements.js';
import { addVisit } from '../support/visits.js';

/** Tuesday 24 November 2026, 14:00 to 15:00 in Berlin (UTC+1). The clinic is open every day from 8 to 20. */
const [START, END] = ['2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z'];
const HOUR = 3_600_000;
const titleOf = ({ html }: Seen): string => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)![1]!;
const wordsOf = ({ html }: Seen): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const questionsOf = ({ html }: Seen): string[] => [...html.matchAll(/ id="q-([a-z]+)"/g)].map(([, id]) => id!);

describe('the answer to a check-in', () => {
  let api: TestApi;
  let worker: CheckInWorker;
  let clinic: ClinicFixture;
  let clientId: string;
  let visitId: string;

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await CheckInWorker.over(api.database);
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
  });
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    clientId = clinic.clientIds[0]!;
    await clinic.sql(`UPDATE clients SET given_name = 'Mira', family_name = 'Quist' WHERE id = $1`, [clientId]);
    at(1);
    visitId = await completedVisit('deep_tissue', 3);
  });
  afterEach(async () => {
    at(1);
    await clinic.close();
  });

  /** So many hours after the end of the session. */
  const at = (hours: number): void => {
    const now = new Date(Date.parse(END) + hours * HOUR).toISOString();
    worker.now = now;
    api.clock.offset = worker.clock.offset;
  };
  const completedVisit = async (technique: string, pressure: number, startsAt = START, client = clientId) => {
    const serviceId = newId();
    await clinic.sql(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor)
       VALUES ($1, $2, $3, $3, $4, 5, 60, 9000)`,
      [clinic.practiceId, serviceId, technique, pressure],
    );
    const id = await addVisit(clinic, { clientId: client, serviceId, status: 'completed', startsAt });
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: id });
    return id;
  };
  const link = (): Promise<CheckInLink> => checkInLink(api, clinic, visitId);
  const opened = async (to?: CheckInLink): Promise<{ phone: Phone; page: Seen }> => {
    const phone = new Phone(api);
    return { phone, page: await phone.submit(await phone.get((to ?? (await link())).path)) };
  };
  const answered = async (fields: Readonly<Record<string, string | readonly string[]>>): Promise<Seen> => {
    const { phone, page } = await opened();
    return phone.submit(page, { ...WELL, ...fields });
  };
  const rows = () =>
    clinic.sql<AnswerRow & { state: string }>(
      `SELECT a.id, a.step, a.triage, a.client_id AS "clientId", a.link_id AS "linkId", a.content, c.state
       FROM check_in_answers a JOIN check_ins c ON c.id = a.check_in_id WHERE a.practice_id = $1 ORDER BY a.answered_at`,
      [clinic.practiceId],
    );
  const said = async (row: AnswerRow): Promise<CheckInAnswer> =>
    worker.units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, async (tx) =>
      openAnswer(await worker.vault.keyOf(tx, row.clientId), row),
    );
  const tasks = () =>
    clinic.sql<{ kind: string; audience: string; due: string; done: boolean }>(
      `SELECT kind, audience, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS due, done_at IS NOT NULL AS done
       FROM follow_ups WHERE practice_id = $1 ORDER BY opened_at, audience DESC`,
      [clinic.practiceId],
    );
  const planned = async (): Promise<string[]> =>
    (await ledgerOf(clinic)).filter(({ state }) => state === 'planned').map(({ step, dueAt }) => `${step} ${dueAt}`);
  const facts = () =>
    clinic.sql<{ payload: Record<string, string> }>(
      `SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'check_in.answered' ORDER BY id`,
      [clinic.practiceId],
    );

  it('is given on one page behind a button, and read back with advice', async () => {
    at(24);
    const to = await link();
    const phone = new Phone(api);
    const landing = await phone.get(to.path);
    expect(landing.status).toBe(200);
    expect(landing.html).not.toMatch(/Mira|Quist|deep|tissue|sore/i);
    const page = await phone.submit(landing);
    expect(page.path).toBe(to.by);
    expect(titleOf(page)).toBe('How are you after your visit?');
    expect(wordsOf(page)).toContain('For Mira About your visit on November 24, 2026.');
    expect(page.html).not.toMatch(/Quist|deep|tissue/i);
    expect(questionsOf(page)).toEqual(['soreness', 'unusual', 'trend', 'bruising', 'sites', 'call', 'remark']);
    const sent = await phone.submit(page, {
      ...{ ...WELL, 'a.soreness': '3', 'a.trend': 'better', 'a.sites': ['shoulder:left', 'lower_back:centre'] },
      'a.remark': 'Thank you, much lighter.',
    });
    expect([sent.status, sent.path]).toEqual([200, to.by]);
    expect(titleOf(sent)).toBe('Thank you');
    expect(wordsOf(sent)).toContain('It is common to be a little sore after a session.');
    expect(wordsOf(sent)).toContain('In an emergency call 112.');
    for (const words of ['3 / 10', 'Shoulder: left Lower back: middle', 'None of these', 'Thank you, much lighter.']) {
      expect(wordsOf(sent)).toContain(words);
    }
    const [row] = await rows();
    expect(row).toMatchObject({ step: '24h', triage: 'expected', state: 'open', clientId, linkId: to.id });
    expect(await said(row!)).toEqual({
      ...{ soreness: 3, trend: 'better', bruising: false, redFlags: [], otherSymptom: false, wantsCall: false },
      sites: [
        { region: 'shoulder', side: 'left' },
        { region: 'lower_back', side: 'centre' },
      ],
      ...{ remark: 'Thank you, much lighter.', pain: null, sleep: null, mood: null },
    });
    expect(await tasks()).toEqual([]);
    expect(await planned()).toEqual(['48h 2026-11-26T14:00Z', '48h-repeat 2026-11-27T14:00Z']);
  });

  it('asks in the last one for pain, sleep and mood too, and all of it goes to outcomes', async () => {
    at(48);
    const { phone, page } = await opened();
    expect(questionsOf(page).slice(5, 8)).toEqual(['pain', 'sleep', 'mood']);
    await phone.submit(page, { ...WELL, 'a.pain': '2', 'a.sleep': '7', 'a.mood': '8' });
    expect(await rows()).toMatchObject([{ step: '48h', triage: 'expected', state: 'answered' }]);
    expect(await planned()).toEqual([]);
    const token = await tokenFor(api.app, await clinic.actor('therapist', clinic.therapistIds[0]));
    const { measurements } = await api.data<{ measurements: { edges: { node: object }[] } }>(
      `query ($clientId: ID!) { measurements(clientId: $clientId) { edges { node { moment appointmentId
         scores { instrument value } } } } }`,
      { clientId },
      token,
    );
    expect(measurements.edges.map(({ node }) => node)).toEqual([
      {
        ...{ moment: 'CHECK_IN', appointmentId: visitId },
        scores: [
          { instrument: 'SORENESS', value: 0 },
          { instrument: 'PAIN', value: 2 },
          { instrument: 'SLEEP_QUALITY', value: 7 },
          { instrument: 'MOOD', value: 8 },
        ],
      },
    ]);
  });

  it.each([
    [{ 'a.soreness': '5' }, 24, 'watch', 'We will ask you again', ['soreness_watch therapist 2026-11-28T14:00Z']],
    [
      { 'a.soreness': '7' },
      24,
      'follow_up',
      'Your therapist will call you',
      ['soreness_follow_up therapist 2026-11-26T14:00Z'],
    ],
    [{ 'a.bruising': 'yes' }, 24, 'follow_up', 'will call you', ['soreness_follow_up therapist 2026-11-26T14:00Z']],
    [{ 'a.call': 'call' }, 24, 'follow_up', 'will call you', ['soreness_follow_up therapist 2026-11-26T14:00Z']],
    [{ 'a.unusual': 'other' }, 24, 'follow_up', 'will call you', ['soreness_follow_up therapist 2026-11-26T14:00Z']],
    [
      { 'a.soreness': '1' },
      7 * 24,
      'refer',
      'see a health professional',
      ['soreness_refer therapist 2026-12-02T14:00Z'],
    ],
  ])('%j at %d h is %s: “%s”, and %j', async (fields, hours, triage, title, expected) => {
    at(hours);
    const sent = await answered(fields);
    expect(titleOf(sent)).toContain(title);
    expect((await rows()).map((row) => row.triage)).toEqual([triage]);
    expect((await tasks()).map(({ kind, audience, due }) => `${kind} ${audience} ${due}`)).toEqual(expected);
  });

  it('with a red flag says to seek help at once, alerts at once, and asks nothing more', async () => {
    await clinic.sql(`UPDATE clinics SET emergency_number = '144' WHERE practice_id = $1`, [clinic.practiceId]);
    at(24);
    const { phone, page } = await opened();
    const sent = await phone.submit(page, { ...WELL, 'a.unusual': ['calf_swelling', 'chest_pain'] });
    expect(sent.html).toContain('Please get medical help now');
    expect(sent.html).toContain('<a href="tel:144">Call 144</a>');
    expect(sent.html).not.toContain('It is common');
    expect((await tasks()).map(({ kind, audience, due }) => `${kind} ${audience} ${due}`)).toEqual([
      'soreness_emergency therapist 2026-11-25T14:00Z',
      'soreness_emergency desk 2026-11-25T14:00Z',
    ]);
    const [row] = await rows();
    const [{ id: checkInId }] = (await clinic.sql('SELECT id FROM check_ins WHERE practice_id = $1', [
      clinic.practiceId,
    ])) as [{ id: string }];
    const ids = { checkInId, answerId: row!.id, appointmentId: visitId, clientId, clinicId: clinic.clinicId };
    expect(await facts()).toEqual([{ payload: { ...ids, therapistId: clinic.therapistIds[0], triage: 'emergency' } }]);
    expect(await planned()).toEqual([]);
    expect((await ledgerOf(clinic)).map(({ step, reason }) => `${step} ${reason}`)).toContain('48h open_task');
    expect(phone.asked.join(' ')).not.toMatch(/chest|urgent|emergency|flag/i);
  });

  it('hears a red flag also of somebody who left out the rest, or chose “none of these” too', async () => {
    at(24);
    const { phone, page } = await opened();
    const sent = await phone.submit(page, { 'a.unusual': ['chest_pain', 'none'], 'a.soreness': '11' });
    expect([sent.status, sent.html.includes('Call 112')]).toEqual([200, true]);
    const [row] = await rows();
    expect(row!.triage).toBe('emergency');
    expect(await said(row!)).toMatchObject({ soreness: null, trend: null, bruising: null, redFlags: ['chest_pain'] });
  });

  it('says general advice where the country’s number is not known', async () => {
    await clinic.sql(`UPDATE clinics SET jurisdiction = 'AQ' WHERE practice_id = $1`, [clinic.practiceId]);
    at(24);
    const sent = await answered({ 'a.unusual': 'dark_urine' });
    expect(sent.html).toContain('Call your local emergency number');
    expect(sent.html).not.toContain('tel:');
  });

  it('shows what is missing beside its field, keeps the rest, and keeps nothing in the record', async () => {
    at(24);
    const { phone, page } = await opened();
    const wrong = await phone.submit(page, { 'a.soreness': '3', 'a.unusual': ['none', 'other'], 'a.remark': 'Hello' });
    expect(wrong.status).toBe(422);
    expect([...wrong.html.matchAll(/<li><a href="#([^"]+)"/g)].map(([, id]) => id)).toEqual([
      ...['i-unusual', 'i-trend', 'i-bruising'],
    ]);
    expect(wrong.html).toContain('id="e-trend">Please answer this question.');
    expect(wrong.html).toContain('>Hello</textarea>');
    expect(wrong.html).toMatch(/name="a\.soreness" value="3" checked/);
    expect(await rows()).toEqual([]);
    expect(titleOf(await phone.submit(wrong, WELL))).toBe('Thank you');
  });

  it('is sent once by a link: again it is read back', async () => {
    at(24);
    const to = await link();
    const { phone, page } = await opened(to);
    const both = await Promise.all([phone.submit(page, WELL), phone.submit(page, { ...WELL, 'a.soreness': '9' })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0].html).toBe(both[1].html);
    const again = await phone.submit(page, { ...WELL, 'a.soreness': '9' });
    expect(again.html).toBe(both[0].html);
    expect((await phone.get(to.by)).html).toBe(both[0].html);
    expect(await rows()).toHaveLength(1);
    expect((await new Phone(api).get(to.path)).status).toBe(404);
    at(25.1);
    expect((await phone.get(to.by)).status).toBe(404);
  });

  it('is kept once of two that are sent at the same moment', async () => {
    at(24);
    const { id: linkId, checkInId } = await link();
    const actor = { kind: 'client', practiceId: clinic.practiceId, clientId, linkId } as const;
    const answers = answersIn({ ...NOTHING, soreness: 2 });
    const send = () => api.app.get(AnswerCheckIn, { strict: false }).execute(actor, { checkInId, answers });
    const outcomes = await Promise.all([send(), send(), send()]);
    expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, value: 'expected' }]);
    const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.kind]));
    expect(refusals).toEqual(['answered_already', 'answered_already']);
    expect(await rows()).toHaveLength(1);
  });

  it('is closed when somebody says so', async () => {
    at(24);
    const { phone, page } = await opened();
    const closed = await phone.submit(await phone.submit(page, WELL));
    expect([titleOf(closed), phone.cookies.size]).toEqual(['Thank you', 0]);
  });

  it('to a second ask is compared with the first, and another link answers it', async () => {
    at(24);
    await answered({ 'a.soreness': '2' });
    at(40);
    const sent = await answered({ 'a.soreness': '4' });
    expect(titleOf(sent)).toContain('Your therapist will call you');
    expect((await rows()).map(({ step, triage }) => `${step} ${triage}`)).toEqual(['24h expected', '24h follow_up']);
    expect(await planned()).toEqual([
      ...['48h 2026-11-26T14:00Z', '48h-repeat 2026-11-27T14:00Z'],
      ...['day7 2026-12-01T14:00Z', 'day7-repeat 2026-12-02T14:00Z'],
    ]);
  });

  it('to watch is asked again at 72 h, and off the list once that is answered', async () => {
    at(48);
    await answered({ 'a.soreness': '2' });
    expect(await planned()).toEqual(['72h 2026-11-27T14:00Z', '72h-repeat 2026-11-28T14:00Z']);
    at(73);
    await answered({});
    expect((await rows()).map(({ step, triage }) => `${step} ${triage}`)).toEqual(['48h watch', '72h expected']);
    expect(await tasks()).toMatchObject([{ kind: 'soreness_watch', done: true }]);
    expect(await planned()).toEqual([]);
  });

  it('counts after a check-in was closed as not answered', async () => {
    at(97);
    await worker.closeUnanswered();
    await answered({ 'a.soreness': '2' });
    expect(await rows()).toMatchObject([{ step: '48h', triage: 'follow_up', state: 'open' }]);
    expect(await planned()).toEqual(['day7 2026-12-01T14:00Z', 'day7-repeat 2026-12-02T14:00Z']);
  });

  it('makes a message that asks once more pointless', async () => {
    visitId = await completedVisit('sports', 2, '2026-11-24T10:00:00Z', clinic.clientIds[1]);
    at(24);
    await answered({});
    await clinic.sql(
      `UPDATE messages SET state = 'planned', look_at = due_at WHERE step = '24h-repeat' AND practice_id = $1`,
      [clinic.practiceId],
    );
    expect(await worker.compose(clinic, '24h-repeat')).toEqual({ send: false, reason: 'already_answered' });
  });

  it('makes the next light treatment be asked about, where the client was sore', async () => {
    at(24);
    await answered({ 'a.soreness': '1' });
    const light = await completedVisit('swedish', 1, '2026-11-25T18:00:00Z');
    const mine = (await ledgerOf(clinic)).filter(({ version }) => version.startsWith('2026-11-25T19'));
    expect(mine.map(({ step }) => step)).toEqual(['24h', '24h-repeat']);
    expect(light).toBeTruthy();
  });

  it('is of the visit’s own record, whoever of a merged person has the link', async () => {
    const other = clinic.clientIds[1]!;
    at(24);
    const to = await link();
    await clinic.sql('UPDATE client_links SET client_id = $2 WHERE id = $1', [to.id, other]);
    const stranger = new Phone(api);
    expect((await stranger.submit(await stranger.get(to.path))).status).toBe(404); // not of the same person
    const actor = { kind: 'client', practiceId: clinic.practiceId, clientId: other, linkId: to.id } as const;
    const sending = api.app.get(AnswerCheckIn, { strict: false });
    await expect(sending.execute(actor, { checkInId: to.checkInId, answers: answersIn(NOTHING) })).rejects.toThrow(
      NotFound,
    );
    expect(await rows()).toEqual([]);
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [clientId, other]);
    const { phone, page } = await opened(to);
    expect(titleOf(await phone.submit(page, WELL))).toBe('Thank you');
    expect(await rows()).toMatchObject([{ clientId }]);
  });

  it('is nobody’s where the visit was taken back', async () => {
    at(24);
    const { phone, page } = await opened();
    await clinic.sql(`UPDATE appointments SET status = 'in_session' WHERE id = $1`, [visitId]);
    await worker.tell(clinic.practiceId, 'appointment.taken_back', { appointmentId: visitId });
    expect((await phone.submit(page, WELL)).status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  it('leaves an audit of who said it, and no word of what', async () => {
    at(24);
    await answered({ 'a.remark': 'the stairwell' });
    const audit = await clinic.sql<{ action: string; actor_kind: string }>(
      'SELECT action, actor_kind FROM audit_entries WHERE practice_id = $1',
      [clinic.practiceId],
    );
    for (const action of ['check_in.answered', 'client_link.used', 'measurement.recorded']) {
      expect(audit).toContainEqual({ action, actor_kind: 'client' });
    }
    const kept = await clinic.sql(
      `SELECT e::text FROM audit_entries e WHERE practice_id = $1 UNION ALL SELECT o::text FROM outbox o WHERE practice_id = $1`,
      [clinic.practiceId],
    );
    expect(JSON.stringify(kept)).not.toContain('stairwell');
  });

  it('takes as many statements after a long history as after none', async () => {
    const sending = async (): Promise<string[]> => {
      const { phone, page } = await opened();
      return statementsOf(() => phone.submit(page, { ...WELL, 'a.soreness': '8' }));
    };
    at(24);
    const first = await sending();
    for (let n = 0; n < 5; n += 1) await answered({ 'a.soreness': '8' });
    const later = await sending();
    expect(later.length).toBeLessThanOrEqual(first.length);
  });
});
