import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, LARGE_OWNER } from '../../dist/src/seed/index.js';
import { run } from './floor.mjs';
import { inTurn, median, printFigure, rounds, timed } from './figures.mjs';
import { addTherapistsDay } from './notes-practice.mjs';

const CONTENT = `subjective objective assessment plan reaction findings { region side kind intensity remark }
  techniques { technique pressure minutes sites { region side } } recommendation { interval followUp }`;
const MY_DAY = `query ($date: LocalDate!) { myDay(date: $date) { appointmentId signedNoteId client { givenName familyName preferences { pressure music } }
  screening { level label adaptations { text } } lastNote { id visitStartsAt author content { ${CONTENT} } } unsigned { draftId overdue } } }`;
const PAGE = `query ($c: ID!, $after: String) { sessionNotes(clientId: $c, first: 25, after: $after) {
  edges { node { id visitStartsAt author content { ${CONTENT} } } } pageInfo { hasNextPage endCursor } } }`;

const NOTE = 'id, client_id AS "clientId", author_id, visit_starts_at, content';
/** The day's visits with their clients, and each client's last note before: one statement. */
const DAY = `SELECT a.id AS visit, a.starts_at, a.status, c.given_name, c.family_name, c.preferred_pressure, c.preferred_music, n.*
  FROM appointments a JOIN clients c ON c.practice_id = $1 AND c.id = a.client_id
  LEFT JOIN LATERAL (SELECT ${NOTE} FROM session_notes WHERE practice_id = $1 AND client_id = a.client_id AND visit_starts_at < a.starts_at
    ORDER BY visit_starts_at DESC, id DESC LIMIT 1) n ON true
  WHERE a.practice_id = $1 AND a.therapist_id = $2 AND a.status NOT IN ('cancelled', 'no_show', 'expired') AND a.therapist_blocked_from >= $3 AND a.therapist_blocked_from < $4 ORDER BY a.starts_at`;
const ANSWERS = `SELECT DISTINCT ON (client_id) id, client_id AS "clientId", profile FROM risk_profiles
  WHERE practice_id = $1 AND client_id = ANY($2) ORDER BY client_id, position DESC`;
const KEYS = 'SELECT client_id, wrapped FROM vault.client_keys WHERE practice_id = $1 AND client_id = ANY($2)';
const AUDIT = `INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, 'staff', 'bench', 'session_note.read', $3)`;
const NEWEST = `SELECT ${NOTE} FROM session_notes WHERE practice_id = $1 AND client_id = $2 AND (visit_starts_at, id) < ($3, $4)
  ORDER BY visit_starts_at DESC, id DESC LIMIT 26`;
const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A therapist's day, and a client with 200 notes, against the least SQL, decryption and JSON by a bare client. */
export async function benchNotes(world) {
  const day = await addTherapistsDay(world);
  try {
    await world.api.signIn(LARGE_OWNER, DEMO_PASSWORD);
    await benchMyDay(world, day);
    await benchPages(world, day);
  } finally {
    await day.remove();
    // The token was the therapist's.
    await world.api.signIn(LARGE_OWNER, DEMO_PASSWORD);
  }
}

const openNote = (keys, { id, clientId, content }) =>
  keys.get(clientId).openJson({ table: 'session_notes', column: 'content', rowId: id }, content);
const openAnswers = (keys, { id, clientId, profile }) =>
  keys.get(clientId).openJson({ table: 'risk_profiles', column: 'profile', rowId: id }, profile);

async function benchMyDay({ api, client, practice }, { therapistId, clientIds, keys, date }) {
  const { practiceId } = practice;
  const ours = () => api.send(MY_DAY, { date });
  const visits = (await ours()).myDay;
  if (visits.length !== 12 || visits.some(({ lastNote }) => !lastNote))
    throw new Error('The day is not as it was made.');
  let sealed;
  const floor = async () => {
    const begun = client.query('BEGIN');
    const values = [practiceId, therapistId, `${date}T00:00:00Z`, `${date}T23:59:59Z`];
    const [{ rows: notes }, { rows: answers }] = await Promise.all([
      run(client, 'my-day', DAY, values),
      run(client, 'answers', ANSWERS, [practiceId, clientIds]),
      run(client, 'keys', KEYS, [practiceId, clientIds]),
      begun,
    ]);
    sealed = { notes, answers };
    await audited(client, practiceId, notes);
    const opened = notes.map((row) => ({ ...row, content: openNote(keys, row) }));
    return JSON.stringify([opened, answers.map((row) => openAnswers(keys, row))]);
  };
  const bench = 'a therapist’s day of 12 clients (ms)';
  const figures = await inTurn({ ours, floor, times: 80, warmUp: 30 });
  printFigure({ bench, ...figures, target: 'ratio <= 3' });
  const open = () => [
    sealed.notes.map((row) => openNote(keys, row)),
    sealed.answers.map((row) => openAnswers(keys, row)),
  ];
  await printShare(bench, open, figures.ours);
}

async function benchPages({ api, client, practice }, { clientIds, keys }) {
  const { practiceId } = practice;
  const [clientId] = clientIds;
  const cursors = [null];
  for (let page = null; page?.hasNextPage !== false;) {
    page = (await api.send(PAGE, { c: clientId, after: cursors.at(-1) })).sessionNotes.pageInfo;
    if (page.hasNextPage) cursors.push(page.endCursor);
  }
  let sealed;
  for (const nth of [0, cursors.length - 1]) {
    const ours = () => api.send(PAGE, { c: clientId, after: cursors[nth] });
    const position = nth === 0 ? AFTER_ALL : JSON.parse(Buffer.from(cursors[nth], 'base64url'));
    const floor = async () => {
      const begun = client.query('BEGIN');
      const [{ rows }] = await Promise.all([
        run(client, 'newest', NEWEST, [practiceId, clientId, ...position]),
        run(client, 'keys', KEYS, [practiceId, [clientId]]),
        begun,
      ]);
      sealed = rows.slice(0, 25);
      await audited(client, practiceId, sealed);
      return JSON.stringify(sealed.map((row) => ({ ...row, content: openNote(keys, row) })));
    };
    const bench = `page ${nth + 1} of ${cursors.length} of a client with 200 notes (ms)`;
    const figures = await inTurn({ ours, floor, times: 60, warmUp: 20 });
    printFigure({ bench, ...figures, target: 'ratio <= 3, and the last page as the first' });
    await printShare(bench, () => sealed.map((row) => openNote(keys, row)), figures.ours);
  }
}

const audited = (client, practiceId, notes) =>
  Promise.all([
    run(client, 'audit-notes', AUDIT, [practiceId, randomUUID(), notes.map(({ id }) => id)]),
    client.query('COMMIT'),
  ]);

/** What share of the request its decryption is: the same contents opened with nothing around it. */
async function printShare(bench, open, request) {
  const took = [];
  for (let nth = 0; nth < rounds(200); nth += 1) took.push(await timed(open));
  printFigure({ bench: `decryption in ${bench}, of the request`, ours: median(took), floor: request, n: took.length });
}
