import type { ArgumentsHost } from '@nestjs/common';
import { pino } from 'pino';
import { PagesFilter } from './pages-filter.js';
import { OddRequest, PageBusy, PageGone } from './page-errors.js';
import { Site } from './site.js';

/** What the filter answers, and what it writes to the log. */
function caught(error: unknown): { status: number; html: string; log: string } {
  const answer = { status: 0, html: '', log: '' };
  const logger = pino({ level: 'trace' }, { write: (line) => void (answer.log += line) });
  const reply = {
    code: (status: number) => Object.assign(answer, { status }) && reply,
    send: (html: string) => Object.assign(answer, { html }) && reply,
    ...{ header: () => reply, headers: () => reply, type: () => reply },
  };
  const http = { getResponse: () => reply, getRequest: () => ({ headers: {} }) };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
  new PagesFilter(logger, new Site({ publicUrl: 'http://localhost' })).catch(error, host);
  return answer;
}

describe('an error on a page', () => {
  it.each([
    [404, new PageGone()],
    [429, new PageBusy(new Date())],
    [400, new OddRequest()],
  ])('that was foreseen is a page of its own, %d, and in no log', (status, error) => {
    expect(caught(error)).toMatchObject({ status, log: '' });
  });

  it('that was not foreseen is logged by its place and number, never by its message', () => {
    const { status, html, log } = caught(new TypeError('Unexpected answer: the stairwell'));
    expect(status).toBe(500);
    const { errorId, name, trace } = JSON.parse(log) as { errorId: string; name: string; trace: string[] };
    expect(html).toContain(errorId);
    expect(name).toBe('TypeError');
    expect(trace[0]).toMatch(/^at .*pages-filter\.spec/);
    expect(`${log}${html}`).not.toContain('stairwell');
    expect(caught('the stairwell').log).not.toContain('stairwell');
  });
});
