import type { ClinicFixture } from '../../support/clinic-fixture.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import { MINUTE } from './history.js';
import type { NoteStory, Said, ServiceStory, VisitStory, YearStory } from './history.js';
import type { OpenVisit } from './visit-acts.js';

interface EventRow {
  readonly id: string;
  readonly at: number;
  readonly status: string;
  readonly reason: string | null;
  readonly movedFrom: number | null;
  readonly movedTo: number | null;
}

const EVENTS = `SELECT appointment_id AS id, date_part('epoch', at) * 1000 AS at, to_status AS status, reason,
    (change->'from'->>'startsAt')::float8 AS "movedFrom", (change->'to'->>'startsAt')::float8 AS "movedTo"
  FROM appointment_events WHERE practice_id = $1 ORDER BY at, id`;

interface Known {
  readonly visits: readonly OpenVisit[];
  readonly services: readonly ServiceStory[];
  /** By the visit's id. */
  readonly notes: ReadonlyMap<string, NoteStory>;
}

/** What happened to each visit, from the history that booking keeps. */
export async function visitStories(
  { sql, practiceId }: ClinicFixture,
  { visits, services, notes }: Known,
): Promise<VisitStory[]> {
  const rows = await sql<EventRow>(EVENTS, [practiceId]);
  return visits.map(({ appointment, client, name }) => {
    const { id, startsAt, endsAt } = appointment;
    const own = rows.filter((row) => row.id === id);
    let start = own.find(({ movedFrom }) => movedFrom !== null)?.movedFrom ?? startsAt.getTime();
    const events = own.map(({ at, status, reason, movedTo }) => {
      start = movedTo ?? start;
      return { at, status, reason, start };
    });
    const service = services.find((one) => one.id === appointment.serviceId)!;
    const minutes = (endsAt.getTime() - startsAt.getTime()) / MINUTE;
    return { id, name, clientId: client.id, service, minutes, events, note: notes.get(id) ?? null };
  });
}

interface MessageRow {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
}

const MESSAGES = `SELECT m.id, m.kind, coalesce(c.appointment_id, m.subject_id) AS "subjectId", m.version, m.step
  FROM messages m LEFT JOIN check_ins c ON c.practice_id = m.practice_id AND c.id = m.subject_id
  WHERE m.practice_id = $1 AND m.client_id IS NOT NULL`;

/** What left the program for clients, each with what the ledger says it is about. */
export async function sentMessages({ clinic, post }: ClinicUnderClock, story: YearStory): Promise<Said[]> {
  const rows = await clinic.sql<MessageRow>(MESSAGES, [clinic.practiceId]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return post.posted.flatMap(({ id, at, channel, to }): Said[] => {
    const row = byId.get(id);
    if (!row) return [];
    const client = story.clients.find(({ email, phone }) => to === (channel === 'email' ? email : phone));
    const about = aboutOf(row, story);
    return [{ at: Math.floor(at / MINUTE) * MINUTE, client: client?.name ?? to, channel, kind: row.kind, about }];
  });
}

function aboutOf({ kind, subjectId, version, step }: MessageRow, { visits, plans }: YearStory): string {
  const { name } = [...visits, ...plans].find(({ id }) => id === subjectId) ?? { name: subjectId };
  switch (kind) {
    case 'cancellation_notice':
      return name;
    case 'soreness_check_in':
      return `${name} ${step}`;
    case 'recall_reminder':
      return `${name} due ${version.slice(0, 10)} ${step}`;
    case 'appointment_reminder':
      return `${name} at ${version.slice(0, 16)}Z ${step}`;
    default:
      return `${name} at ${version.slice(0, 16)}Z`;
  }
}
