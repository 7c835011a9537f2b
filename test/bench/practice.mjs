import pg from 'pg';

/** What the benches know of the seeded practice: ids, and the dates they ask about. */
export async function findPractice(ownerUrl) {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  const rows = async (text, values) => (await db.query(text, values)).rows;
  const [{ id: practiceId }] = await rows(`SELECT id FROM practices WHERE name = 'Large Massage'`);
  const of = (table, more = '') =>
    rows(`SELECT id FROM ${table} WHERE practice_id = $1 ${more} LIMIT 20`, [practiceId]);
  const [{ id: clinicId }] = await of('clinics', 'ORDER BY name');
  const [{ id: serviceId }] = await of('services');
  const therapistIds = (
    await rows('SELECT therapist_id AS id FROM therapist_clinics WHERE practice_id = $1 AND clinic_id = $2', [
      practiceId,
      clinicId,
    ])
  ).map(({ id }) => id);
  const rooms = await rows('SELECT id FROM rooms WHERE practice_id = $1 AND clinic_id = $2', [practiceId, clinicId]);
  const clients = await rows(
    `SELECT id, family_name AS family, email, phone_key AS phone FROM clients WHERE practice_id = $1 LIMIT 400`,
    [practiceId],
  );
  // A day on which every therapist is booked, and one after all that are.
  const [{ full, last }] = await rows(
    `SELECT (min(starts_at) FILTER (WHERE starts_at > now() + interval '2 days'))::date::text AS full, max(starts_at)::date::text AS last
     FROM appointments WHERE practice_id = $1 AND clinic_id = $2`,
    [practiceId, clinicId],
  );
  await db.end();
  const roomIds = rooms.map(({ id }) => id);
  return { practiceId, clinicId, serviceId, therapistIds, roomIds, clients, full, last };
}
