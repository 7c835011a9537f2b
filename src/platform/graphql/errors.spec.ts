import { buildSchema, graphql } from 'graphql';
import { pino } from 'pino';
import { formatError } from './errors.js';

it('logs of an unforeseen error where it happened, and nothing that its message repeats', () => {
  const lines: string[] = [];
  const log = formatError(pino({}, { write: (line: string) => lines.push(line) }));
  const error = Object.assign(new Error('invalid input syntax for type uuid: "afraid\n    at the sight of needles"'), {
    code: '22P02',
  });
  const told = log({ message: error.message, path: ['intake'] }, error);
  const [entry] = lines.map((line) => JSON.parse(line) as { errorId: string });
  expect(entry).toMatchObject({ path: ['intake'], name: 'Error', database: { code: '22P02' } });
  expect(entry).toMatchObject({
    trace: expect.arrayContaining([expect.stringMatching(/^at .*errors\.spec/)]) as string[],
  });
  expect(told.message).toContain(entry!.errorId);
  expect(JSON.stringify([told, lines])).not.toContain('needles');
});

it('says of which field a value does not fit its type', async () => {
  const schema = buildSchema(`
    enum Day { MONDAY TUESDAY }
    input Hours { day: Day! starts: Int! }
    input Draft { name: String! hours: [Hours!]! }
    type Query { open(draft: Draft!): Int }
  `);
  const told = async (draft: unknown): Promise<unknown[]> => {
    const source = 'query ($draft: Draft!) { open(draft: $draft) }';
    const { errors = [] } = await graphql({ schema, source, variableValues: { draft } });
    return errors.map(
      (error) => formatError(pino({ level: 'silent' }))(error.toJSON(), error).extensions?.['violations'],
    );
  };
  const hours = [{ day: 'MONDAY', starts: 9 }, { day: 'at "draft.name"; a feast', starts: null }, { day: 'MONDAY' }];
  expect(await told({ hours })).toEqual([
    [{ field: 'name', rule: 'type', message: 'name must be given' }],
    [{ field: 'hours.1.day', rule: 'type', message: expect.stringMatching(/^Value .* does not exist in "Day" enum/) }],
    [{ field: 'hours.1.starts', rule: 'type', message: 'starts must be given' }],
    [{ field: 'hours.2.starts', rule: 'type', message: 'starts must be given' }],
  ]);
  expect(await told(null)).toEqual([undefined]);
});
