import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/platform/config/index.js';
import { fillDemo } from '../../src/seed/index.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** What follows takes days, which test/deep/readme-walk.spec.ts puts the clock forward by. */
const [FIRST_STEPS] = README.split('## Reminders and check-ins') as [string];
const OPERATIONS = [...FIRST_STEPS.matchAll(/```graphql\n(.*?)```/gs)].map(([, operation]) => operation!);

/** What an operation of the README wants to know, from the answers before it. */
type Known = Record<string, unknown>;

interface Answers {
  SignIn: { signIn: { accessToken: string } };
  LookAround: { clinics: { id: string }[]; services: { id: string; name: string }[] };
  FindClient: { searchClients: { edges: { node: { id: string } }[] } };
  FindSlots: { openSlots: { edges: { node: { startsAt: string } }[] } };
  Hold: { holdSlot: { appointment: { id: string } } };
  Book: { bookAppointment: { appointment: { id: string; status: string } } };
  Board: { calendar: { days: { visits: { id: string }[] }[] } };
  IntakeLink: { issueIntakeLink: { url: string } };
  SignInAsTherapist: { signIn: { accessToken: string } };
  MyDay: { myDay: { client: { id: string }; lastNote: object | null }[] };
  Record: { intakeNotes: { edges: object[] }; sessionNotes: { edges: object[] }; outcomeChart: string };
}

describe('the first steps of the README', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.start();
    const { appUrl: DATABASE_URL, ownerUrl } = api.database;
    await fillDemo(
      readConfig({
        NODE_ENV: 'test',
        DATABASE_URL,
        ACCESS_TOKEN_SECRET: TOKEN_SECRET,
        RECORDS_KEY,
        LOG_LEVEL: 'silent',
      }),
      ownerUrl,
    );
  });

  afterAll(() => api.stop());

  it('go through, operation by operation, as it is printed', async () => {
    const answers: Partial<Answers> = {};
    for (const operation of OPERATIONS) {
      const name = /^(?:query|mutation) (\w+)/.exec(operation)![1]!;
      const variables = Object.fromEntries(
        [...operation.matchAll(/\$(\w+): /g)].map(([, variable]) => [variable!, knownFrom(answers)[variable!]]),
      );
      Object.assign(answers, {
        [name]: await api.data(operation, variables, (answers.SignInAsTherapist ?? answers.SignIn)?.signIn.accessToken),
      });
    }
    const booking = ['SignIn', 'LookAround', 'FindClient', 'FindSlots', 'Hold', 'Book', 'Board', 'IntakeLink'];
    expect(Object.keys(answers)).toEqual([...booking, 'SignInAsTherapist', 'MyDay', 'Record']);
    const { appointment } = answers.Book!.bookAppointment;
    expect(appointment).toMatchObject({ id: answers.Hold!.holdSlot.appointment.id, status: 'BOOKED' });
    expect(answers.Board!.calendar.days[0]!.visits.map(({ id }) => id)).toContain(appointment.id);
    const { pathname } = new URL(answers.IntakeLink!.issueIntakeLink.url);
    const page = await fetch(`${api.url}${pathname}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answers.MyDay!.myDay.filter(({ lastNote }) => lastNote !== null).length).toBeGreaterThan(2);
    expect(answers.Record!.intakeNotes.edges).toHaveLength(1);
    expect(answers.Record!.sessionNotes.edges.length).toBeGreaterThan(1);
    expect(answers.Record!.outcomeChart).toContain('<svg');
  });
});

function knownFrom({ LookAround, FindClient, FindSlots, Hold, MyDay }: Partial<Answers>): Known {
  const startsAt = FindSlots?.openSlots.edges[0]?.node.startsAt;
  return {
    clinicId: LookAround?.clinics[0]?.id,
    serviceId: LookAround?.services.find(({ name }) => name === 'Swedish 60')?.id,
    clientId: FindClient?.searchClients.edges[0]?.node.id,
    from: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    startsAt,
    date: startsAt?.slice(0, 10),
    treatedId: MyDay?.myDay.find(({ lastNote }) => lastNote !== null)?.client.id,
    holdId: Hold?.holdSlot.appointment.id,
  };
}
