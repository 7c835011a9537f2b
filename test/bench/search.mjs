import { readAudited } from './floor.mjs';
import { inTurn, printFigure, quantile, timed } from './figures.mjs';

export const QUERY = `query ($q: String!) { searchClients(query: $q, first: 20) { edges { node { id givenName familyName phone } } } }`;
const EXACT = `SELECT id, given_name, family_name, phone FROM clients WHERE practice_id = $1 AND`;

/** Fuzzy search as somebody types, and exact phone numbers and e-mails against the bare look-up, audited like ours. */
export async function benchSearch({ api, client, practice }) {
  const { practiceId, clients } = practice;
  const typed = clients.slice(0, 200).map(({ family }, n) => family.slice(0, 3 + (n % 4)).toLowerCase());
  for (const text of typed.slice(0, 20)) await api.send(QUERY, { q: text });
  const times = [];
  for (const text of typed) times.push(await timed(() => api.send(QUERY, { q: text })));
  printFigure({
    bench: 'client search of 3 to 6 letters over HTTP, p95 (ms)',
    ours: quantile(times, 0.95),
    n: times.length,
    target: '<= 50',
  });

  for (const [what, column, valueOf] of [
    ['phone number', 'phone_tail', ({ phone }) => [`+${phone}`, [...phone].reverse().join('')]],
    ['e-mail', 'email_key', ({ email }) => [email, email]],
  ]) {
    let n = 0;
    const next = () => valueOf(clients[(n += 1) % clients.length]);
    const figures = await inTurn({
      ours: () => api.send(QUERY, { q: next()[0] }),
      floor: async () =>
        JSON.stringify(
          await readAudited(client, practiceId, {
            name: what,
            text: `${EXACT} ${column} = $2`,
            values: [practiceId, next()[1]],
            idsOf: (rows) => rows.map(({ id }) => id),
          }),
        ),
      times: 150,
      // As on a clinic's server, whose code is compiled for long.
      warmUp: 2_000,
    });
    printFigure({ bench: `client search by exact ${what} (ms)`, ...figures, target: 'ratio <= 2' });
  }
}
