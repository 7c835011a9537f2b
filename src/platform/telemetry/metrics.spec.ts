import { pino } from 'pino';
import { Metrics } from './metrics.js';

const LOG: string[] = [];
const LOGGER = pino({ level: 'trace' }, { write: (line: string) => void LOG.push(line) });

describe('figures that are read when somebody asks', () => {
  const clock = performance.now;
  let now = 0;
  beforeEach(() => {
    now = 0;
    LOG.length = 0;
    performance.now = () => now;
  });
  afterEach(() => {
    performance.now = clock;
  });

  const watched = (read: () => Promise<number>) => {
    const metrics = new Metrics(LOGGER);
    const gauge = metrics.gauge({ name: 'things', help: 'Things.', labels: ['kind'] });
    metrics.reading('things', [gauge], async () => gauge.set({ kind: 'a' }, await read()));
    return metrics;
  };

  it('are read once for those who ask at the same time, and again after five seconds', async () => {
    let reads = 0;
    const metrics = watched(() => Promise.resolve((reads += 1)));
    await Promise.all([metrics.text(), metrics.text()]);
    now = 4_999;
    expect(await metrics.text()).toContain('unknot_things{kind="a"} 1\n');
    now = 5_000;
    expect(await metrics.text()).toContain('unknot_things{kind="a"} 2\n');
  });

  it('are left out, and said to be, where they cannot be read; the log hears no word of the error', async () => {
    let broken = false;
    const metrics = watched(() => (broken ? Promise.reject(new Error('of Ms Sundqvist')) : Promise.resolve(7)));
    expect(await metrics.text()).toContain('unknot_reading_up{reading="things"} 1\n');
    [broken, now] = [true, 5_000];
    const text = await metrics.text();
    expect(text).toContain('unknot_reading_up{reading="things"} 0\n');
    expect(text).not.toContain('unknot_things{');
    expect(LOG.join()).toContain('Figures could not be read.');
    expect(LOG.join()).not.toContain('Sundqvist');
    broken = false;
    expect(await metrics.text()).toContain('unknot_things{kind="a"} 7\n');
  });
});
