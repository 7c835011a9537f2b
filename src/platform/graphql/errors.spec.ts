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
