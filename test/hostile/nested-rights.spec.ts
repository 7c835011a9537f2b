import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { ROLES } from '../../src/kernel/index.js';
import type { Role } from '../../src/kernel/index.js';
import { rightsTable } from '../../src/platform/graphql/rights.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { ask } from './ask.js';
import { documentOf, waysDown } from './documents.js';
import type { Step, Way } from './documents.js';
import { EXPECTED_NARROW_FIELDS } from './rights.js';
import { createSamples, fingerprint, idsFrom } from './samples.js';
import type { Samples } from './samples.js';

/** A role, or nobody. */
type Who = Role | null;

/** Stand in refusals of mutations alone: test/e2e/appointments-screening.e2e-spec.ts reaches them. */
const OF_REFUSALS = ['ScreeningDefers.reasons'];

const nameOf = ({ type, field }: Step): string => `${type.name}.${field.name}`;

describe('rights, field by field below the operations', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let samples: Samples;
  let schema: GraphQLSchema;
  let rights: ReturnType<typeof rightsTable>;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    samples = await createSamples(clinic);
    ({ schema } = api.app.get(GraphQLSchemaHost, { strict: false }));
    rights = rightsTable(schema);
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  const may =
    (who: Who) =>
    (step: Step): boolean => {
      const audience = rights.get(nameOf(step))!;
      return audience.includes('anyone') || (who !== null && audience.includes(who));
    };

  /** Ways whose last field alone is not for them: whatever stands above it, they may select. */
  const narrowWays = (who: Who): Way[] => waysDown(schema, may(who)).filter((way) => !may(who)(way.at(-1)!));

  const tokenOf = async (who: Who): Promise<string | undefined> =>
    // The therapist of the samples' visit, so that the client's record is open to them.
    who === null
      ? undefined
      : tokenFor(api.app, await clinic.actor(who, who === 'therapist' ? clinic.therapistIds[0] : undefined));

  it('are what is written down: a new field that not all who reach it may see must be entered by hand', () => {
    const fields = [...ROLES, null].flatMap((who) => narrowWays(who).map((way) => nameOf(way.at(-1)!)));
    const table = Object.fromEntries(fields.map((name) => [name, rights.get(name)!.join(' ')]));
    expect(table).toEqual(EXPECTED_NARROW_FIELDS);
  });

  it.each(Object.keys(EXPECTED_NARROW_FIELDS))(
    'keep %s from all others, below every operation of theirs',
    async (name) => {
      const asking: (readonly [Who, string | undefined])[] = [];
      for (const who of [...ROLES, null]) asking.push([who, await tokenOf(who)]);
      const before = await fingerprint(clinic);
      const kept = new Set<Who>();
      for (const [who, token] of asking) {
        const refusal =
          who === null
            ? { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
            : { code: 'FORBIDDEN', message: `Your role (${who}) may not use ${name}.` };
        for (const way of narrowWays(who).filter((narrow) => nameOf(narrow.at(-1)!) === name)) {
          const operation = documentOf(schema, way, idsFrom(samples));
          const answer = await ask(api, operation, token);
          expect([operation.name, answer]).toEqual([operation.name, { data: null, ...refusal }]);
          kept.add(who);
        }
      }
      expect(kept.size).toBeGreaterThan(0);
      expect(await fingerprint(clinic)).toBe(before);
    },
  );

  it.each(ROLES)('let a %s reach those that are theirs', async (role) => {
    const token = await tokenOf(role);
    const reached = new Set<string>();
    for (const way of waysDown(schema, may(role))) {
      const field = nameOf(way.at(-1)!);
      if (!(field in EXPECTED_NARROW_FIELDS) || !may(role)(way.at(-1)!) || way[0].type.name !== 'Query') continue;
      const operation = documentOf(schema, way, idsFrom(samples));
      const { code } = await ask(api, operation, token);
      expect([operation.name, field, ['FORBIDDEN', 'INTERNAL_SERVER_ERROR'].includes(code!)]).toEqual([
        operation.name,
        field,
        false,
      ]);
      if (!code) reached.add(field);
    }
    const theirs = Object.entries(EXPECTED_NARROW_FIELDS).filter(([, audience]) => audience.split(' ').includes(role));
    const asked = theirs.map(([name]) => name).filter((name) => !OF_REFUSALS.includes(name));
    expect([...reached].sort()).toEqual(asked.sort());
  });

  it('let no id in the argument of a nested field lead to another practice', async () => {
    const victims = idsFrom(samples);
    const stranger = await createClinic(api.database);
    const own = idsFrom(await createSamples(stranger));
    const token = await tokenFor(api.app, await stranger.actor('owner'));
    const [taking, reached] = [new Set<string>(), new Set<string>()];
    for (const way of waysDown(schema, may('owner')).filter(takesId)) {
      const [last, field] = [way.length - 1, nameOf(way.at(-1)!)];
      taking.add(field);
      if (way[0].type.name !== 'Query') continue;
      const asked = documentOf(schema, way, (path, depth) => (depth === last ? victims : own)(path, depth));
      const { data, code } = await ask(api, asked, token);
      const nothing = code === 'NOT_FOUND' || valuesAt(data, way).length === 0;
      expect([asked.name, field, code, data, nothing]).toEqual([asked.name, field, code, data, true]);
      // The same document with an id of their own must answer, or it would show nothing.
      const answer = await ask(api, documentOf(schema, way, own), token);
      if (valuesAt(answer.data, way).length > 0) reached.add(field);
    }
    expect(taking).toContain('Therapist.isLicensed');
    expect(reached).toEqual(taking);
    await stranger.close();
  });
});

const takesId = (way: Way): boolean =>
  way.length > 1 && way.at(-1)!.field.args.some(({ type }) => getNamedType(type).name === 'ID');

/** The values that the answer has at the end of the way, but for null, false and empty lists. */
function valuesAt(data: Record<string, unknown> | null | undefined, way: Way): unknown[] {
  let values: unknown[] = [data];
  for (const { field } of way) {
    values = values.flatMap((value) => (value as Record<string, unknown> | null | undefined)?.[field.name] ?? []);
  }
  return values.filter((value) => value !== false);
}
