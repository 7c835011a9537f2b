import { openSlots } from '../../dist/src/modules/scheduling/domain/index.js';
import { run } from './floor.mjs';
import { inTurn, printFigure } from './figures.mjs';

export const QUERY = `query ($s: ID!, $c: [ID!]!, $d: LocalDate!) { openSlots(serviceId: $s, clinicIds: $c, from: $d, days: 7, first: 50) {
  edges { cursor node { startsAt endsAt localDate clinicId therapists { therapistId reasons } roomIds } }
  pageInfo { hasNextPage endCursor } } }`;
const DAY_MS = 86_400_000;

/** First 50 open slots for 20 therapists over 7 days, against the row read and the sweep alone. */
export async function benchSlots({ api, client, practice }) {
  const { practiceId, clinicId, serviceId, therapistIds, full } = practice;
  const window = { start: Date.parse(full), end: Date.parse(full) + 7 * DAY_MS };
  const ours = () => api.send(QUERY, { s: serviceId, c: [clinicId], d: full });
  const floor = async () => {
    const facts = await readFacts(client, { practiceId, clinicId, serviceId, therapistIds, window });
    return JSON.stringify(openSlots(facts, { window, order: 'best_match' }).slice(0, 50));
  };
  const { openSlots: answer } = await ours();
  if (answer.edges.length !== 50) throw new Error(`There are only ${answer.edges.length} slots to find.`);
  printFigure({
    bench: 'first 50 open slots, 20 therapists, 7 days (ms)',
    ...(await inTurn({ ours, floor, times: 60, warmUp: 100 })),
    target: 'ratio <= 2',
  });
}

/** Every row that decides, in plain selects. */
async function readFacts(client, { practiceId, clinicId, serviceId, therapistIds, window }) {
  const rows = async (name, text, values) => (await run(client, name, text, values)).rows;
  const hours = `weekday, to_char(starts, 'HH24:MI') AS starts, to_char(ends, 'HH24:MI') AS ends, valid_from::text AS "validFrom", valid_to::text AS "validTo"`;
  const [service] = await rows(
    'f1',
    `SELECT technique, duration_minutes AS "durationMinutes", buffer_before_minutes AS "bufferBeforeMinutes", buffer_after_minutes AS "bufferAfterMinutes", required_features AS "requiredFeatures" FROM services WHERE practice_id = $1 AND id = $2`,
    [practiceId, serviceId],
  );
  const [clinic] = await rows(
    'f2',
    `SELECT time_zone AS zone, slot_step_minutes AS "slotStepMinutes", minimum_notice_minutes AS "minimumNoticeMinutes", horizon_days AS "horizonDays" FROM clinics WHERE practice_id = $1 AND id = $2`,
    [practiceId, clinicId],
  );
  const openingHours = await rows(
    'f3',
    `SELECT ${hours} FROM opening_hours WHERE practice_id = $1 AND clinic_id = $2`,
    [practiceId, clinicId],
  );
  const rooms = await rows(
    'f4',
    `SELECT id AS "roomId", features, turnover_minutes AS "turnoverMinutes" FROM rooms WHERE practice_id = $1 AND clinic_id = $2`,
    [practiceId, clinicId],
  );
  const weekly = await rows(
    'f5',
    `SELECT therapist_id, ${hours} FROM working_hours WHERE practice_id = $1 AND therapist_id = ANY($2)`,
    [practiceId, therapistIds],
  );
  const taken = await rows(
    'f6',
    `SELECT therapist_id, room_id, (extract(epoch FROM starts_at) * 1000)::float8 AS start, (extract(epoch FROM ends_at) * 1000)::float8 AS "end" FROM appointments
    WHERE practice_id = $1 AND therapist_id = ANY($2) AND therapist_blocked_from > $3::timestamptz - interval '1 day' AND therapist_blocked_from < $4 AND therapist_blocked_to > $3 AND status NOT IN ('cancelled', 'no_show', 'expired')`,
    [practiceId, therapistIds, new Date(window.start), new Date(window.end)],
  );
  const busyOf = (key, id) => taken.filter((row) => row[key] === id).map(({ start, end }) => ({ start, end }));
  return {
    now: Date.now(),
    service,
    clinics: [{ clinicId, ...clinic, openingHours, closures: [], jurisdiction: 'DE', licenceRequired: false }],
    therapists: therapistIds.map((therapistId) => ({
      ...{
        therapistId,
        timeOff: [],
        techniques: [{ technique: service.technique, years: 5 }],
        licences: [],
        conditions: [],
      },
      busy: busyOf('therapist_id', therapistId),
      hours: [{ clinicId, weekly: weekly.filter((row) => row.therapist_id === therapistId), exceptions: [] }],
    })),
    rooms: rooms.map((room) => ({ ...room, clinicId, closures: [], busy: busyOf('room_id', room.roomId) })),
    clientBusy: [],
  };
}
