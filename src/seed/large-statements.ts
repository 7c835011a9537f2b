/** An id that follows from a text, in the form of a random one (RFC 9562, version 4), since locks want random ends. */
const idOf = (text: string): string =>
  `overlay(overlay(md5($1::uuid::text || ${text}) placing '4' from 13) placing '8' from 17)::uuid`;

/** $1 practice, $2 service: ten clinics in Berlin's zone, each with twenty rooms and twenty therapists, open six days. */
export const INSERT_BUSINESS = `WITH clinic AS (
    INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required, horizon_days)
    SELECT $1, ${idOf(`'clinic' || n`)}, 'Clinic ' || n, 'Europe/Berlin', 'DE', false, 365 FROM generate_series(0, 9) n RETURNING id),
  opening AS (
    INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
    SELECT $1, gen_random_uuid(), id, day, '08:00', '22:00' FROM clinic, generate_series(1, 6) day),
  service AS (
    INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
    VALUES ($1, $2, 'Swedish 60', 'swedish', 1, 3, 60, 9000, '{table}')),
  numbered AS (SELECT c AS clinic, t, ${idOf(`'clinic' || c`)} AS clinic_id, ${idOf(`'therapist' || c * 20 + t`)} AS therapist_id
    FROM generate_series(0, 9) c, generate_series(0, 19) t),
  room AS (
    INSERT INTO rooms (practice_id, id, clinic_id, name, features, turnover_minutes)
    SELECT $1, ${idOf(`'room' || clinic * 20 + t`)}, clinic_id, 'Room ' || t, '{table}', 0 FROM numbered),
  therapist AS (
    INSERT INTO therapists (practice_id, id, name, conditions) SELECT $1, therapist_id, 'Therapist ' || clinic * 20 + t, '{neck_pain}' FROM numbered),
  technique AS (INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years) SELECT $1, therapist_id, 'swedish', 5 FROM numbered),
  place AS (INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) SELECT $1, therapist_id, clinic_id FROM numbered)
  INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends)
  SELECT $1, gen_random_uuid(), therapist_id, clinic_id, day, '09:00', '21:00' FROM numbered, generate_series(1, 6) day`;

const words = (list: string): string => `(ARRAY['${list.split(' ').join("','")}'])`;
const GIVEN = words(
  'Anna Ben Clara David Emma Felix Greta Hannes Ida Jonas Karla Lukas Mia Noah Olga Paul Rosa Simon Tilda Uwe Vera Willi Yara Zoe',
);
const START = words('Al Ber Cor Dan Ek Fal Gar Hol Im Jan Kor Lan Mar Nor Oster Pet Ru Schul Tam Ul Vog Win Zim Brand');
const MIDDLE = words('a be de er ge in ka le man ne ol ri sel ten um ver wa zen');
const END = words('berg dorf feld haus inger kamp linger mann ner rath sen stein thal wald weiler');

/** $1 practice, $2 first and $3 last number: clients with some 150,000 different names. */
export const INSERT_CLIENTS = `INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key)
  SELECT $1, ${idOf(`'client' || n`)}, ${GIVEN}[1 + n % 24],
    ${START}[1 + n / 24 % 24] || ${MIDDLE}[1 + n / 576 % 18] || ${END}[1 + n / 10368 % 15],
    'client' || n || '@mail.example', '+4930' || 1000000 + n, '4930' || 1000000 + n
  FROM generate_series($2::int, $3::int) n`;

/**
 * $1 practice, $2 dates, $3 number of the first one, $4 number of clients: eight visits of an hour from 09:00 for every
 * therapist and date, each in the room of the same number. 7919 is a prime, so that nobody comes twice on one date.
 */
export const INSERT_DAYS = `WITH visit AS (
    INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
      therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, created_at)
    SELECT $1, gen_random_uuid(), ${idOf(`'clinic' || t / 20`)},
      ${idOf(`'client' || (($3::bigint + day.n - 1) * 1600 + t * 8 + k) * 7919 % $4::bigint`)},
      ${idOf(`'therapist' || t`)}, ${idOf(`'room' || t`)}, (SELECT id FROM services WHERE practice_id = $1 LIMIT 1),
      CASE WHEN s > now() THEN 'booked' WHEN (t + k) % 20 = 0 THEN 'no_show' ELSE 'completed' END,
      s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour', 9000, 'EUR', s - interval '10 days'
    FROM unnest($2::date[]) WITH ORDINALITY AS day(date, n), generate_series(0, 199) t, generate_series(0, 7) k,
      LATERAL (SELECT (day.date + make_interval(hours => 9 + k)) AT TIME ZONE 'Europe/Berlin' AS s) AS at
    RETURNING id, created_at)
  INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, to_status)
  SELECT $1, gen_random_uuid(), id, created_at, 'book', 'system', 'seed', 'booked' FROM visit`;
