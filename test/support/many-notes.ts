import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '../../src/kernel/index.js';
import { EMPTY_NOTE } from '../../src/modules/session-notes/domain/session-note.js';
import { insertNote, NOTE_CONTENT } from '../../src/modules/session-notes/storage/notes.js';
import { Vault } from '../../src/platform/crypto/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { ClinicFixture } from './clinic-fixture.js';

interface Wish {
  readonly clientId: string;
  readonly therapistId: string;
  /** A membership. */
  readonly authorId: string;
  readonly count: number;
}

/** Completed visits of a client, one a day up to the day before yesterday, each with its signed note, sealed as the program does. */
export async function signManyNotes(app: NestFastifyApplication, clinic: ClinicFixture, wish: Wish): Promise<void> {
  const { clientId, therapistId, authorId, count } = wish;
  const { practiceId, clinicId, serviceId, roomIds, therapistIds } = clinic;
  const visits = await clinic.sql<{ id: string; startsAt: Date }>(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
     SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, 'completed', s, e, s, e, s, e, 9000, 'EUR' FROM generate_series(1, $7) n,
       LATERAL (SELECT date_trunc('hour', now()) - (n + 1) * interval '1 day' AS s) begins, LATERAL (SELECT s + interval '1 hour' AS e) ends
     RETURNING id, starts_at AS "startsAt"`,
    [practiceId, clinicId, clientId, therapistId, roomIds[therapistIds.indexOf(therapistId)], serviceId, count],
  );
  await app.get(UnitOfWork).do({ kind: 'system', practiceId, name: 'test' }, async (tx) => {
    const key = await app.get(Vault, { strict: false }).keyOf(tx, clientId);
    for (const { id: appointmentId, startsAt: visitStartsAt } of visits) {
      const id = newId();
      const note = { ...EMPTY_NOTE, plan: `After the visit of ${visitStartsAt.toISOString()}.` };
      insertNote(tx, {
        ...{ id, appointmentId, clientId, therapistId, authorId, visitStartsAt, schemaVersion: 1 },
        ...{ content: key.sealJson(NOTE_CONTENT(id), note), draftedAt: visitStartsAt, signedAt: visitStartsAt },
      });
    }
  });
}
