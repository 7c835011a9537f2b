import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { bookManyVisits } from '../support/many-visits.js';
import { statementsOf } from '../support/statements.js';

const DAY = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

/** The same questions to a clinic with hardly anything and to one with much. */
describe('the number of statements does not grow with the number of rows', () => {
  let api: TestApi;
  let small: ClinicFixture;
  let large: ClinicFixture;

  beforeAll(async () => {
    api = await TestApi.start();
    small = await createClinic(api.database, { therapists: 1, rooms: 1, clients: 8, zone: 'UTC' });
    large = await createClinic(api.database, { therapists: 12, rooms: 12, clients: 120, zone: 'UTC' });
    await bookManyVisits(small, { firstDay: DAY, days: 1, perDay: 2 });
    await bookManyVisits(large, { firstDay: DAY, days: 3, perDay: 7 });
  });

  afterAll(async () => {
    await small.close();
    await large.close();
    await api.stop();
  });

  const measure = async (clinic: ClinicFixture, query: string, variables: object) => {
    const token = await tokenFor(api.app, await clinic.actor('manager'));
    let answer: unknown;
    const statements = await statementsOf(async () => {
      answer = await api.data(query, variables as Record<string, unknown>, token);
    });
    return { answer: JSON.stringify(answer), statements };
  };

  it.each([
    [
      'open slots over a week',
      `query ($c: ID!, $s: ID!, $d: LocalDate!) { openSlots(serviceId: $s, clinicIds: [$c], from: $d, days: 7, first: 50) {
        edges { node { startsAt clinic { name } therapists { reasons therapist { name } } rooms { name } } } } }`,
    ],
    [
      'the day',
      `query ($c: ID!, $d: LocalDate!) { calendar(clinicId: $c, from: $d) { clinic { name } rooms { name }
        days { open { startsAt } closures { id } therapists { therapistName working { startsAt } off { startsAt } }
          visits { status startsAt clientName serviceName screeningLabel flags } } } }`,
    ],
    [
      'fifty appointments with everything around them',
      `query ($c: ID!, $from: DateTime!, $to: DateTime!) { appointments(clinicId: $c, from: $from, to: $to, first: 50) {
        edges { node { id client { givenName } therapist { name } room { name } service { name } clinic { name } history { kind } } } } }`,
    ],
  ])('%s', async (_, query) => {
    const variables = ({ clinicId: c, serviceId: s }: ClinicFixture) => {
      const all = { c, s, d: DAY, from: `${DAY}T00:00:00Z`, to: `${DAY}T23:59:59Z` };
      return Object.fromEntries(Object.entries(all).filter(([name]) => query.includes(`$${name}:`)));
    };
    const [few, many] = [await measure(small, query, variables(small)), await measure(large, query, variables(large))];
    expect(many.answer.length).toBeGreaterThan(5 * few.answer.length);
    expect(many.statements.map(withoutIds)).toEqual(few.statements.map(withoutIds));
  });
});

/** The message that opens a unit names the practice and the session; a list of ids is as long as it is. */
const withoutIds = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id').replaceAll(/IN \((\$\d+(, )?)+\)/g, 'IN (ids)');
