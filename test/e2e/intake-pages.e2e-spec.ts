import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { fillIn, HEALTHY, issueIntakeLink, openLink, SIGNED } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';

const HOUR = 3_600_000;
const titleOf = (html: string): string => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)![1]!;
/** How a page reads without its markup. */
const wordsOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const isChecked = (html: string, name: string, value: string): boolean =>
  new RegExp(`name="${name}" value="${value}"[^>]* checked`).test(html);

describe('the pages of an intake form', () => {
  let api: TestApi;
  let clinic: ClinicFixture;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    await clinic.sql(`UPDATE clients SET given_name = 'Mira' WHERE practice_id = $1 AND id = $2`, [
      clinic.practiceId,
      clinic.clientIds[0],
    ]);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const open = async () => openLink(api, await issueIntakeLink(api, clinic));
  const notes = () =>
    clinic.sql<{ link: string; filler: string; level: string }>(
      'SELECT link_id AS link, filler, verdict_level AS level FROM intake_notes WHERE practice_id = $1 ORDER BY id',
      [clinic.practiceId],
    );

  it('leads from a link to a form that is filled in page by page, looked through, signed, sent and read back', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    expect(page).toMatchObject({ status: 200, path: `${link.by}/page/1` });
    expect(titleOf(page.html)).toBe('How you are today');
    expect(page.html).toContain('<html lang="en">');
    expect(page.html).toContain('For Mira');
    expect(page.html).toContain('Page 1 of 11');

    const review = await fillIn(phone, page);
    expect(review.path).toBe(`${link.by}/review`);
    expect(titleOf(review.html)).toBe('Look through your answers, and sign');
    const words = wordsOf(review.html);
    expect(words).toContain('How strong is your pain, if you have any? 3 / 10');
    expect(words).toContain('Where would you like us to work? Shoulder: left Lower back: middle');
    expect(words).toContain('You would rather not say');
    expect(words).not.toContain('Still needs an answer');

    const sent = await phone.submit(review, SIGNED, 'send');
    expect(sent).toMatchObject({ status: 200, path: link.by });
    expect(titleOf(sent.html)).toBe('Thank you. Your form has been sent');
    expect(wordsOf(sent.html)).toContain('Sign with your full name Mira Berg');
    expect(wordsOf(sent.html)).toContain('Tense muscles Sleep');
    expect(await notes()).toEqual([{ link: link.id, filler: 'adult', level: expect.any(String) as string }]);
    expect((await phone.get(link.by)).html).toContain('Thank you.'); // read back again
    for (const path of ['/page/1', '/review']) expect((await phone.get(link.by + path)).path).toBe(link.by);
    const again = await new Phone(api).get(link.path);
    expect([again.status, titleOf(again.html)]).toEqual([404, 'This link does not work']);
  });

  it('keeps each page, and goes on where somebody stopped, on another phone too', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    const second = await phone.submit(page, HEALTHY[0]!);
    const later = await phone.submit(second, { 'a.aims_in_words': 'A stiff neck' }, 'later');
    expect([later.status, titleOf(later.html)]).toEqual([200, 'Your answers are saved']);
    expect(phone.cookies.size).toBe(0);
    expect((await phone.get(second.path)).status).toBe(404);

    const { phone: other, page: overview } = await openLink(api, link);
    expect(overview.path).toBe(link.by);
    const states = [...overview.html.matchAll(/class="soft">(Done|To do)</g)].map(([, state]) => state);
    expect(states).toEqual(['Done', ...Array<string>(9).fill('To do')]);
    expect(overview.html).toContain(`class="button" href="${link.by}/page/2"`);
    const first = await other.get(`${link.by}/page/1`);
    expect(isChecked(first.html, 'a.red_flags', 'none')).toBe(true);
    expect((await other.get(`${link.by}/page/2`)).html).toContain('>A stiff neck</textarea>');
  });

  it('saves on the way back, and asks for nothing there', async () => {
    const { phone, page } = await open();
    const second = await phone.submit(page, HEALTHY[0]!);
    const first = await phone.submit(second, { 'a.pain': '7' }, 'back');
    expect(titleOf(first.html)).toBe('How you are today');
    const again = await phone.submit(first, HEALTHY[0]!);
    expect(isChecked(again.html, 'a.pain', '7')).toBe(true);
  });

  it('says what is missing beside the field and on top, linked, and keeps the rest', async () => {
    const { phone, page } = await open();
    const wrong = await phone.submit(page, { 'a.red_flags': 'none', 'a.state_today': ['fever', 'none'] });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('<title>Problem: How you are today – Harbour</title>');
    const links = [...wrong.html.matchAll(/<li><a href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links).toEqual(['i-state_today', 'i-places_today']);
    for (const id of links) expect(wrong.html).toContain(`id="${id}"`);
    expect(wrong.html).toMatch(/id="q-state_today" aria-describedby="e-state_today"/);
    expect(wrong.html).toContain('id="e-state_today">Please choose either this or the others, not both.');
    expect(wrong.html).toContain('id="e-places_today">Please answer this question, or choose');
    expect(isChecked(wrong.html, 'a.state_today', 'fever')).toBe(true); // as it was sent
    const right = await phone.submit(wrong, { ...HEALTHY[0]! });
    expect(titleOf(right.html)).toBe('What brings you here');
  });

  it('asks more on a page whose answers bring it up, and leads there', async () => {
    const { phone, page } = await open();
    const rash = { ...HEALTHY[0]!, 'a.places_today': 'rash' };
    const more = await phone.submit(page, rash);
    expect(more).toMatchObject({ status: 200, path: page.path + '?from=4' });
    expect(more.html).toMatch(/<span id="more"><\/span><fieldset class="question" id="q-places_today_where"/);
    expect(more.html).toContain('there is a little more to ask on this page');
    const missing = await phone.submit(more, rash);
    expect(missing.status).toBe(422);
    const next = await phone.submit(missing, {
      ...rash,
      'a.places_today_where': ['forearm:left', 'forearm:right'],
      'a.skin_contagious': 'no',
    });
    expect(titleOf(next.html)).toBe('What brings you here');
  });

  it('takes no answer together with a refusal, and says so', async () => {
    const { phone, page } = await open();
    const both = await phone.submit(page, { ...HEALTHY[0]!, 'a.red_flags.refused': '~' });
    expect(both.status).toBe(422);
    expect(both.html).toContain('You gave an answer and also chose “I would rather not say”');
    const refused = await phone.submit(both, { ...HEALTHY[0]!, 'a.red_flags': [], 'a.red_flags.refused': '~' });
    expect(titleOf(refused.html)).toBe('What brings you here');
    expect(isChecked((await phone.get(page.path)).html, 'a.red_flags.refused', '~')).toBe(true);
  });

  it('tells of emergency help at once and at the end, with the number of the country, and in no address', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    const urgent = await phone.submit(page, { ...HEALTHY[0]!, 'a.red_flags': 'chest_pain' });
    expect([urgent.status, urgent.path]).toEqual([200, page.path]);
    expect(urgent.html).toContain('Please get medical help now');
    expect(urgent.html).toContain('<a href="tel:112">Call 112</a>');
    expect(urgent.html).toContain(`href="${link.by}/page/2"`);
    const second = await phone.get(`${link.by}/page/2`);
    expect(second.html).toContain('Please get medical help now');
    const sent = await phone.submit(await fillIn(phone, second), SIGNED, 'send');
    expect(sent.html).toContain('Thank you.');
    expect(sent.html).toContain('Call 112');
    expect((await notes())[0]!.level).toBe('emergency');
    expect(phone.asked.join(' ')).not.toMatch(/chest|urgent|emergency|red|flag/i);
  });

  it('gives general advice where the country’s number is not known', async () => {
    await clinic.sql(`UPDATE practices SET country = 'AQ' WHERE id = $1`, [clinic.practiceId]);
    const { phone, page } = await open();
    const urgent = await phone.submit(page, { ...HEALTHY[0]!, 'a.red_flags': 'dark_urine' });
    expect(urgent.html).toContain('Call your local emergency number');
    expect(urgent.html).not.toContain('tel:');
  });

  it('sends nothing that is unfinished or unsigned, and leads to what is missing', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    await phone.submit(page, HEALTHY[0]!);
    const wrong = await phone.submit(await phone.get(`${link.by}/review`), { ...SIGNED, 'a.signature': ' ' }, 'send');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain(`<a href="${link.by}/page/3#i-blood_pressure">`);
    expect(wrong.html).toContain('<a href="#i-signature">');
    expect(await notes()).toEqual([]);
    await fillIn(phone, await phone.get(`${link.by}/page/1`));
    const unsigned = await phone.submit(await phone.get(`${link.by}/review`), { ...SIGNED, 'a.signature': '' }, 'send');
    expect(unsigned.status).toBe(422);
    expect(await notes()).toEqual([]);
  });

  it('keeps no signature until the form is sent', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    const review = await fillIn(phone, page);
    await phone.submit(review, SIGNED, 'back');
    const again = await phone.get(`${link.by}/review`);
    expect(isChecked(again.html, 'a.consent_truth', 'yes')).toBe(true);
    expect(again.html).not.toContain('Mira Berg');
  });

  it('loses nothing that was saved in two windows, and shows what stands before it is saved over', async () => {
    const { phone, page } = await open();
    await phone.submit(page, HEALTHY[0]!);
    const stale = await phone.submit(page, { ...HEALTHY[0]!, 'a.state_today': 'infection' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('Something was saved in another window');
    expect(isChecked(stale.html, 'a.state_today', 'infection')).toBe(true);
    expect(isChecked((await phone.get(page.path)).html, 'a.state_today', 'none')).toBe(true);
    expect(titleOf((await phone.submit(stale, { ...HEALTHY[0]!, 'a.state_today': 'infection' })).html)).toBe(
      'What brings you here',
    );
  });

  it('asks at a return visit only what is asked every time, what has changed, and what they say has', async () => {
    const before = await open();
    await before.phone.submit(await fillIn(before.phone, before.page), SIGNED, 'send');
    const { phone, page } = await open();
    expect(titleOf(page.html)).toBe('What has changed?');
    expect(page.html).toContain('Page 1 of 3');
    const today = await phone.submit(page, { 'a.changes': 'medicines' });
    const medicines = await phone.submit(today, HEALTHY[0]!);
    expect(titleOf(medicines.html)).toBe('Medicines');
    expect(isChecked(medicines.html, 'a.medicines', 'none')).toBe(false); // what they said last time is nobody's who has the link
    const review = await phone.submit(medicines, { 'a.medicines': 'steroids', 'a.medicines_named': 'Prednisolone' });
    const sent = await phone.submit(review, SIGNED, 'send');
    expect(wordsOf(sent.html)).toContain('Prednisolone');
    expect(wordsOf(sent.html)).toContain('Everything else stays as you told us before');
    expect(wordsOf(sent.html)).not.toContain('Tense muscles');
    expect(await notes()).toHaveLength(2);
  });

  it('has a guardian sign for somebody under 18', async () => {
    await clinic.sql(`UPDATE clients SET birth_date = current_date - interval '12 years' WHERE id = $1`, [
      clinic.clientIds[0],
    ]);
    const { phone, page } = await open();
    expect(page.html).toContain('You fill this in for somebody under 18.');
    const review = await fillIn(phone, page);
    expect(review.html).toContain('Sign with your full name, as parent or guardian');
    expect(review.html).not.toContain('name="a.signature"');
    const { 'a.signature': name, ...consent } = SIGNED;
    const own = await phone.submit(review, { ...consent, 'a.signature': name }, 'send');
    expect(own.status).toBe(422);
    const guardian = { 'a.guardian_relationship': 'Mother', 'a.guardian_signature': 'Ingrid Berg' };
    const sent = await phone.submit(own, { ...consent, ...guardian }, 'send');
    expect(titleOf(sent.html)).toBe('Thank you. Your form has been sent');
    expect((await notes())[0]!.filler).toBe('guardian');
  });

  it('ends while it is filled in with the plain page, and loses nothing that was saved', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    const second = await phone.submit(page, HEALTHY[0]!);
    api.clock.offset = 3 * HOUR;
    const late = await phone.submit(second, { 'a.aims': 'pain' });
    expect([late.status, titleOf(late.html)]).toEqual([404, 'This link does not work']);
    const { page: overview } = await openLink(api, link);
    expect(overview.html).toContain('Done');
  });

  it('is read back for an hour, and closed when somebody says so', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone, page } = await openLink(api, link);
    const sent = await phone.submit(await fillIn(phone, page), SIGNED, 'send');
    api.clock.offset = 0.9 * HOUR;
    expect((await phone.get(link.by)).status).toBe(200);
    const closed = await phone.submit(sent);
    expect(titleOf(closed.html)).toBe('The form is closed');
    expect((await phone.get(link.by)).status).toBe(404);
    expect(phone.cookies.size).toBe(0);
  });
});
