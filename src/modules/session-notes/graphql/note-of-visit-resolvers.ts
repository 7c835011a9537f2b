import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AppointmentType, CalendarVisitType } from '../../appointments/index.js';
import { canBeWrittenOf } from '../domain/visit-of-note.js';
import { findOverdueNotes } from '../find-overdue-notes.js';

const overdueLoader = defineLoader(findOverdueNotes);
const DESCRIPTION = 'Its note has waited for its therapist for more than 24 hours, to be written or to be signed.';

async function isNoteOverdue(
  { id, status }: { id: string; status: string },
  context: GraphqlContext,
): Promise<boolean> {
  return canBeWrittenOf(status) && ((await overdueLoader(context).load(id)) ?? false);
}

/** Whether a visit's note is late, which is no secret of the client's: their own module does not know of notes. */
@Resolver(() => CalendarVisitType)
export class NoteOfBoardVisitResolver {
  @ResolveField(() => Boolean, { description: DESCRIPTION })
  noteOverdue(@Parent() visit: CalendarVisitType, @Context() context: GraphqlContext): Promise<boolean> {
    return isNoteOverdue(visit, context);
  }
}

@Resolver(() => AppointmentType)
export class NoteOfVisitResolver {
  @ResolveField(() => Boolean, { description: DESCRIPTION })
  noteOverdue(@Parent() visit: AppointmentType, @Context() context: GraphqlContext): Promise<boolean> {
    return isNoteOverdue(visit, context);
  }
}
