import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { therapistLoader, TherapistType, toTherapist } from '../../therapists/index.js';
import { ReadNotes } from '../read-notes.js';
import { SessionNote, SessionNoteAddendum, toAddendum } from './session-note-types.js';

/** Whoever holds a note has passed the check of who may read it: what hangs on it is theirs to read too. */
@Resolver(() => SessionNote)
export class NoteFieldsResolver {
  private readonly addendaLoader = defineLoader((tx, ids) => this.readNotes.addenda(tx, ids));

  constructor(private readonly readNotes: ReadNotes) {}

  @ResolveField(() => TherapistType, { description: 'Of the visit.' })
  async therapist(@Parent() { therapistId }: SessionNote, @Context() context: GraphqlContext): Promise<TherapistType> {
    return toTherapist((await therapistLoader(context).load(therapistId))!);
  }

  @ResolveField(() => [SessionNoteAddendum], { description: 'In the order in which they were written.' })
  async addenda(@Parent() { id }: SessionNote, @Context() context: GraphqlContext): Promise<SessionNoteAddendum[]> {
    return (await this.addendaLoader(context).load(id))!.map(toAddendum);
  }
}
