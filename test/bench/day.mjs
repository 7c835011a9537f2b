import { bareClient, DAY, readAudited } from './floor.mjs';
import { inTurn, printFigure } from './figures.mjs';

export const QUERY = `query ($c: ID!, $d: LocalDate!) { calendar(clinicId: $c, from: $d) { rooms { id name } days { date startsAt endsAt open { startsAt endsAt }
  therapists { therapistId therapistName working { startsAt endsAt } off { startsAt endsAt } }
  visits { id version status startsAt endsAt therapistId roomId clientName serviceName flags } } } }`;
const CONNECTIONS = 20;

/** A clinic's day of about 160 visits, against one statement that answers the same board as JSON. */
export async function benchDay({ api, client, practice, appUrl }) {
  const { practiceId, clinicId, full } = practice;
  const values = [practiceId, clinicId, new Date(full), new Date(Date.parse(full) + 86_400_000)];
  const ours = () => api.send(QUERY, { c: clinicId, d: full });
  const boardOf = async (bare) => {
    let board;
    const idsOf = ([row]) => {
      board = JSON.parse(row.day);
      return [...new Set(board.visits.map(({ clientId }) => clientId))];
    };
    await readAudited(bare, practiceId, { name: 'day', text: DAY, values, idsOf });
    return JSON.stringify(board);
  };
  const floor = () => boardOf(client);
  const visits = (await ours()).calendar.days[0].visits.length;
  const bench = (connections) =>
    `a day of ${visits} visits, ${connections} connection${connections === 1 ? '' : 's'} (ms)`;
  printFigure({ bench: bench(1), ...(await inTurn({ ours, floor, times: 80, warmUp: 30 })), target: 'ratio <= 3' });

  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => bareClient(appUrl, practiceId)));
  const atOnce = (one) => () => Promise.all(clients.map((each) => one(each)));
  const figures = await inTurn({
    ours: atOnce(() => ours()),
    floor: atOnce(boardOf),
    times: 12,
  });
  await Promise.all(clients.map((each) => each.end()));
  printFigure({ bench: `${bench(CONNECTIONS)}, all of them`, ...figures, target: 'ratio <= 3' });
}
