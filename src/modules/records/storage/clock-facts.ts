import type { Tx } from '../../../platform/database/index.js';
import { visitsByJurisdiction } from '../../appointments/index.js';
import type { RecordExtent, RecordPart } from '../../clinical-access/index.js';
import type { PartExtent } from '../domain/record-report.js';
import { retentionOf } from '../domain/retention.js';
import type { Retention } from '../domain/retention.js';
import { ownRules } from './retention-rules.js';

interface Home {
  readonly jurisdiction: string;
  /** IANA. */
  readonly timeZone: string;
}

/** Where the practice began: its first clinic, or, before there is one, its country. */
const HOME = `SELECT coalesce(c.jurisdiction, p.country) AS jurisdiction, coalesce(c.time_zone, 'UTC') AS "timeZone"
  FROM practices p LEFT JOIN clinics c ON c.practice_id = p.id WHERE p.id = $1 ORDER BY c.created_at, c.id LIMIT 1`;

/** Of merged records that disagree, the one that is kept longer. */
const BIRTH_DATE = `SELECT max(birth_date)::text AS "birthDate" FROM clients WHERE practice_id = $1 AND id = ANY($2)`;

/** What a person's record holds, part by part, and until when it is kept; null where nothing of it is clinical. */
export interface Holding {
  readonly extents: readonly PartExtent[];
  readonly retention: Retention | null;
}

export async function holdingOf(tx: Tx, parts: readonly RecordPart[], recordIds: readonly string[]): Promise<Holding> {
  const [home] = await tx.sql<Home>(HOME, [tx.practiceId]);
  const [person] = await tx.sql<{ birthDate: string | null }>(BIRTH_DATE, [tx.practiceId, recordIds]);
  const extents: PartExtent[] = [];
  for (const part of parts) {
    const extent = await part.extent(tx, recordIds);
    if (extent) extents.push({ part: part.name, ...onDays(extent, home!.timeZone) });
  }
  const entries = extents.length === 0 ? null : spanOf(extents);
  const visits = await visitsByJurisdiction(tx, recordIds);
  const facts = { birthDate: person!.birthDate, visits, entries, homeJurisdiction: home!.jurisdiction };
  return { extents, retention: retentionOf(facts, await ownRules(tx)) };
}

const spanOf = (extents: readonly PartExtent[]): Pick<PartExtent, 'firstOn' | 'lastOn'> => ({
  firstOn: extents.map(({ firstOn }) => firstOn).sort()[0]!,
  lastOn: extents
    .map(({ lastOn }) => lastOn)
    .sort()
    .at(-1)!,
});

function onDays({ entries, firstAt, lastAt }: RecordExtent, timeZone: string): Omit<PartExtent, 'part'> {
  // Sweden writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return { entries, firstOn: day.format(firstAt), lastOn: day.format(lastAt) };
}
