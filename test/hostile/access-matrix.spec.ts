import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLInterfaceType } from 'graphql';
import { ROLES } from '../../src/kernel/index.js';
import type { Role } from '../../src/kernel/index.js';
import { rightsTable } from '../../src/platform/graphql/rights.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { ask } from './ask.js';
import { allOperations } from './documents.js';
import type { Operation } from './documents.js';
import { EXPECTED_RIGHTS } from './rights.js';
import { createSamples, fingerprint, idsFrom } from './samples.js';
import type { Samples } from './samples.js';

describe('rights, operation by operation', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let samples: Samples;
  let roots: ReturnType<typeof rightsTable>;
  let operations: readonly Operation[];
  let refusals: ReadonlySet<string>;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    samples = await createSamples(clinic);
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    roots = new Map([...rightsTable(schema)].filter(([name]) => /^(Query|Mutation|Subscription)\./.test(name)));
    operations = allOperations(schema, idsFrom(samples));
    const refusal = schema.getType('Refusal') as GraphQLInterfaceType;
    refusals = new Set(schema.getImplementations(refusal).objects.map(({ name }) => name));
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  it('are what is written down: a new operation must be entered by hand', () => {
    const table = Object.fromEntries([...roots].map(([name, audience]) => [name, audience.join(' ')]));
    expect(table).toEqual(EXPECTED_RIGHTS);
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED_RIGHTS).sort());
  });

  it('keep out whoever has not signed in', async () => {
    for (const operation of operations) {
      if (EXPECTED_RIGHTS[operation.name] === 'anyone') continue;
      const { code } = await ask(api, operation);
      expect([operation.name, code]).toEqual([operation.name, 'UNAUTHENTICATED']);
    }
  });

  it.each(ROLES)('keep a %s from what is not theirs', async (role: Role) => {
    const token = await tokenFor(api.app, await clinic.actor(role));
    const before = await fingerprint(clinic);
    for (const operation of operations) {
      const audience = EXPECTED_RIGHTS[operation.name]!;
      if (audience === 'anyone' || audience.split(' ').includes(role)) continue;
      const { code } = await ask(api, operation, token);
      expect([operation.name, code]).toEqual([operation.name, 'FORBIDDEN']);
    }
    expect(await fingerprint(clinic)).toBe(before);
  });

  it('keep another practice’s owner from every record, whatever the argument', async () => {
    const stranger = await createClinic(api.database);
    const token = await tokenFor(api.app, await stranger.actor('owner'));
    const before = await fingerprint(clinic);
    const ids = Object.values(samples);
    for (const operation of operations) {
      const { name } = operation;
      const named = JSON.stringify(operation.variables);
      if (EXPECTED_RIGHTS[name] === 'anyone' || !ids.some((id) => named.includes(id))) continue;
      const { data, code } = await ask(api, operation, token);
      // Bad input and what is not there tell nothing; an answer must be empty.
      const nothing =
        code === 'NOT_FOUND' || code === 'BAD_USER_INPUT' || isEmpty(data?.[name.split('.')[1]!], refusals);
      expect([name, code, data, nothing]).toEqual([name, code, data, true]);
      expect([name, code]).not.toEqual([name, 'INTERNAL_SERVER_ERROR']);
    }
    expect(await fingerprint(clinic)).toBe(before);
    await stranger.close();
  });

  it('open no subscription over HTTP', async () => {
    const token = await tokenFor(api.app, await clinic.actor('owner'));
    for (const { kind, document, variables } of operations) {
      if (kind !== 'subscription') continue;
      const { status, data, errors } = await api.graphql(document, variables, token);
      expect([status, data, errors?.[0]?.extensions.code]).toEqual([200, null, 'BAD_REQUEST']);
    }
  });
});

/** Null, false, an empty connection, a refusal, or a list of nothing else. */
function isEmpty(value: unknown, refusals: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.every((one) => isEmpty(one, refusals));
  if (typeof value !== 'object' || value === null) return value === null || value === false;
  const { __typename, edges } = value as { __typename: string; edges?: object[] };
  return edges ? edges.length === 0 : refusals.has(__typename);
}
