import type { DataSource } from 'typeorm';
import type { Due } from '../../../platform/jobs/index.js';

const TAKE = `SELECT practice_id AS "practiceId", id
  FROM gate.take_messages($1, clock_timestamp() + $2::float8 * interval '1 millisecond', $3::float8 * interval '1 millisecond', $4)`;

interface Taking {
  readonly channel: 'email' | 'sms';
  /** Of the database's clock, in milliseconds. */
  readonly offset: number;
  /** After how many milliseconds one that is marked and not done is taken again. */
  readonly again: number;
  readonly atMost: number;
}

/** Marks messages of all practices that are due as being on their way, and returns them. */
export const takeMessages = (
  dataSource: DataSource,
  { channel, offset, again, atMost }: Taking,
): Promise<readonly Due[]> => dataSource.query<Due[]>(TAKE, [channel, offset, again, atMost]);
