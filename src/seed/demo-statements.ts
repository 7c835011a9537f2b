/** Each takes the practice's id and, but for the last, its rows as JSON. */
export const TURNOVER = 10;

export const INSERT_CLINICS = `WITH made AS (
    INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, address)
    SELECT $1, id, name, zone, jurisdiction, address
    FROM jsonb_to_recordset($2) AS c(id uuid, name text, zone text, jurisdiction text, address text) RETURNING id)
  INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
  SELECT $1, gen_random_uuid(), id, day, '08:00', '20:00' FROM made, generate_series(1, 6) day`;
export const INSERT_ROOMS = `INSERT INTO rooms (practice_id, id, clinic_id, name, features, music, turnover_minutes)
  SELECT $1, id, clinic, name, ARRAY(SELECT jsonb_array_elements_text(features)), music, ${TURNOVER}
  FROM jsonb_to_recordset($2) AS r(id uuid, clinic uuid, name text, features jsonb, music text)`;
export const INSERT_SERVICES = `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes,
    buffer_after_minutes, price_minor, required_features, consultation)
  SELECT $1, id, name, technique, (pressure->>0)::int, (pressure->>1)::int, minutes, after, price,
    ARRAY(SELECT jsonb_array_elements_text(features)), CASE technique WHEN 'consultation' THEN 'only' ELSE 'none' END
  FROM jsonb_to_recordset($2) AS s(id uuid, name text, technique text, pressure jsonb, minutes int, after int, price int, features jsonb)`;
export const INSERT_THERAPISTS = `WITH given AS (
    SELECT * FROM jsonb_to_recordset($2) AS t(id uuid, name text, clinic uuid, jurisdiction text, techniques jsonb, conditions jsonb)),
  made AS (
    INSERT INTO therapists (practice_id, id, name, conditions)
    SELECT $1, id, name, ARRAY(SELECT jsonb_array_elements_text(conditions)) FROM given
    ON CONFLICT (practice_id, id) DO UPDATE SET conditions = excluded.conditions),
  skilled AS (
    INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years)
    SELECT $1, id, key, value::int FROM given, jsonb_each_text(techniques)),
  placed AS (INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) SELECT $1, id, clinic FROM given),
  licensed AS (
    INSERT INTO licences (practice_id, id, therapist_id, kind, type, number, jurisdiction, issued_on, expires_on, verified_by, verified_at)
    SELECT $1, gen_random_uuid(), given.id, 'licence', 'Licensed massage therapist', 'LMT-' || substr(given.id::text, 32),
      jurisdiction, current_date - 700, current_date + 400, m.id, now()
    FROM given, (SELECT id FROM memberships WHERE practice_id = $1 AND role = 'manager') m)
  INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends)
  SELECT $1, gen_random_uuid(), id, clinic, day, '09:00', '18:00' FROM given, generate_series(1, 6) day`;
export const INSERT_CLIENTS = `WITH given AS (
    SELECT * FROM jsonb_to_recordset($2) AS c(id uuid, given text, family text, email text, phone text, key text, pressure int)),
  made AS (
    INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key, preferred_pressure)
    SELECT $1, id, given, family, email, phone, key, pressure FROM given)
  INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
  SELECT $1, id, channel, 'service', true FROM given, unnest(ARRAY['email', 'sms']) AS channel`;
/** Past visits took place, but for a few; today's are under way by the clock; coming ones are booked or confirmed. */
export const INSERT_VISITS = `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status,
    starts_at, ends_at, therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, cancel_reason)
  SELECT $1, id, clinic, client, therapist, room, service, status, s, e, s, e + make_interval(mins => "therapistAfter"),
    s, e + make_interval(mins => "roomAfter"), price, 'USD', CASE status WHEN 'cancelled' THEN 'client_request' END
  FROM (
    SELECT v.*, at.s, at.s + make_interval(mins => minutes) AS e,
      CASE WHEN at.s + make_interval(mins => minutes) < now() THEN
          CASE WHEN fate < 0.05 THEN 'no_show' WHEN fate < 0.12 THEN 'cancelled' ELSE 'completed' END
        WHEN at.s < now() THEN 'in_session' WHEN fate < 0.06 THEN 'cancelled' WHEN fate < 0.5 THEN 'confirmed' ELSE 'booked' END AS status
    FROM jsonb_to_recordset($2) AS v(id uuid, clinic uuid, zone text, client uuid, therapist uuid, room uuid, service uuid, date date,
        start int, minutes int, "therapistAfter" int, "roomAfter" int, price int, fate float),
      LATERAL (SELECT (date + make_interval(mins => start)) AT TIME ZONE zone AS s) AS at) AS visits`;
export const INSERT_EVENTS = `INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
  SELECT $1, gen_random_uuid(), id, starts_at - interval '10 days', 'book', 'system', 'demo', NULL, 'booked' FROM appointments WHERE practice_id = $1
  UNION ALL
  SELECT $1, gen_random_uuid(), id, least(now(), ends_at), CASE status WHEN 'completed' THEN 'complete' WHEN 'cancelled' THEN 'cancel'
      WHEN 'no_show' THEN 'mark_no_show' WHEN 'in_session' THEN 'start' ELSE 'confirm' END, 'system', 'demo',
    CASE status WHEN 'completed' THEN 'in_session' WHEN 'in_session' THEN 'arrived' ELSE 'booked' END, status
  FROM appointments WHERE practice_id = $1 AND status <> 'booked'`;
/** What took place with the therapist who can sign in, in the order of time. */
export const SELECT_TREATMENTS = `SELECT a.id, a.client_id AS "clientId", c.given_name || ' ' || c.family_name AS "clientName",
    a.clinic_id AS "clinicId", s.technique, s.duration_minutes AS minutes, a.starts_at AS "startsAt", a.ends_at AS "endsAt"
  FROM appointments a JOIN therapists t ON (t.practice_id, t.id) = (a.practice_id, a.therapist_id) AND t.membership_id IS NOT NULL
    JOIN clients c ON (c.practice_id, c.id) = (a.practice_id, a.client_id)
    JOIN services s ON (s.practice_id, s.id) = (a.practice_id, a.service_id)
  WHERE a.practice_id = $1 AND a.status = 'completed' ORDER BY a.starts_at`;
