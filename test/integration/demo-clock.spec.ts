import { TestApi } from '../support/api.js';

describe('the demo clock', () => {
  const forward = (api: TestApi, body: unknown, type = 'application/json') =>
    fetch(`${api.url}/demo/clock`, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });
  const DAY = 86_400_000;

  it('puts a development start forward, in every process of it, and never back', async () => {
    const api = await TestApi.start({ NODE_ENV: 'development' });
    const other = await TestApi.on(api.database, { NODE_ENV: 'development' });
    expect((await forward(api, { by: 'P2D' })).status).toBe(200);
    expect(api.clock.offset).toBe(2 * DAY);
    expect((await forward(other, { by: 'PT12H' })).status).toBe(200);
    expect(other.clock.offset).toBe(2.5 * DAY);
    for (const by of ['P-1D', 'P61D', '', 7, null]) expect((await forward(api, { by })).status).toBe(400);
    // What a form of another site could send.
    expect((await forward(api, { by: 'P1D' }, 'text/plain')).status).toBeGreaterThanOrEqual(400);
    expect(other.clock.offset).toBe(2.5 * DAY);
    const third = await TestApi.on(api.database, { NODE_ENV: 'development' });
    expect(third.clock.offset).toBe(2.5 * DAY);
    for (const one of [third, other, api]) await one.stop();
  });

  it('is not there in any other start', async () => {
    const api = await TestApi.start();
    expect((await forward(api, { by: 'P2D' })).status).toBe(404);
    expect(api.clock.offset).toBe(0);
    await api.stop();
  });
});
