import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { MyDayVisitType } from '../../session-notes/index.js';
import { ReadLastSoreness } from '../read-last-soreness.js';
import type { VisitAhead } from '../read-last-soreness.js';
import { LastSoreness } from './check-in-types.js';

/** Whoever holds a visit of their day has passed the check of who may read its client's record. */
@Resolver(() => MyDayVisitType)
export class LastSorenessResolver {
  private readonly loader = defineLoader(async (tx, keys) => {
    const found = await this.readLast.execute(tx, keys.map(visitOf));
    return new Map([...found].map(([visit, last]) => [keyOf(visit), last]));
  });

  constructor(private readonly readLast: ReadLastSoreness) {}

  @ResolveField(() => LastSoreness, {
    nullable: true,
    description: 'How the client was after the last session that they have told about. Null where they never have.',
  })
  async lastSoreness(
    @Parent() { visit }: MyDayVisitType,
    @Context() context: GraphqlContext,
  ): Promise<LastSoreness | null> {
    const last = await this.loader(context).load(keyOf(visit));
    if (!last) return null;
    const { text, soreness, hoursAfter, technique, pressure, triage, suggestsLessPressure } = last;
    const told = { text, soreness, hoursAfter, technique, pressure, triage, suggestsLessPressure };
    return Object.assign(new LastSoreness(), told);
  }
}

/** All that the reading goes by, so that no visit is read once more. */
const keyOf = ({ appointmentId, clientId, startsAt }: VisitAhead): string =>
  [appointmentId, clientId, startsAt.toISOString()].join(' ');

function visitOf(key: string): VisitAhead {
  const [appointmentId, clientId, startsAt] = key.split(' ') as [string, string, string];
  return { appointmentId, clientId, startsAt: new Date(startsAt) };
}
