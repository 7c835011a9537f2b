import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { InvalidInput } from '../../../kernel/index.js';
import { Allow, CLINICAL, instantAfter, PageArgs, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadDraft } from '../read-draft.js';
import { ReadNotes } from '../read-notes.js';
import {
  SelfCareItem,
  selfCareItems,
  SessionNote,
  SessionNoteConnection,
  SessionNoteDraft,
  toDraft,
  toSessionNote,
} from './session-note-types.js';

@ArgsType()
class SessionNoteArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  id?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;
}

@ArgsType()
class SessionNotesArgs extends PageArgs {
  @Field(() => ID, { description: 'With the notes under records that were merged with this client.' })
  @IsUUID()
  clientId: string;
}

@Resolver()
export class NotesReadingResolver {
  constructor(
    private readonly readNotes: ReadNotes,
    private readonly readDraft: ReadDraft,
  ) {}

  @Allow(CLINICAL)
  @Query(() => SessionNote, { description: 'A signed note, by its own id or by its visit’s: name one of the two.' })
  async sessionNote(
    @Context() { reads }: GraphqlContext,
    @Args() { id, appointmentId }: SessionNoteArgs,
  ): Promise<SessionNote> {
    if (Boolean(id) === Boolean(appointmentId))
      throw InvalidInput.of('id', 'oneOf', 'Name the note or its visit, and not both.');
    return toSessionNote(
      await reads.run((tx) => (id ? this.readNotes.byId(tx, id) : this.readNotes.ofVisit(tx, appointmentId!))),
    );
  }

  @Allow(CLINICAL)
  @Query(() => SessionNoteConnection, { description: 'The signed notes of a client, the newest visit first.' })
  async sessionNotes(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: SessionNotesArgs,
  ): Promise<Connection<SessionNote>> {
    const asked = { clientId, after: instantAfter(after), first };
    const { notes, hasNextPage } = await reads.run((tx) => this.readNotes.page(tx, asked));
    const page = toConnection(notes, first, toSessionNote, ({ visitStartsAt, id }) => [
      visitStartsAt.toISOString(),
      id,
    ]);
    return { ...page, pageInfo: { ...page.pageInfo, hasNextPage } };
  }

  @Allow(CLINICAL)
  @Query(() => SessionNoteDraft, { nullable: true, description: 'Your own draft of a visit, where you have one.' })
  async sessionNoteDraft(
    @Context() { reads }: GraphqlContext,
    @Args('appointmentId', { type: () => ID }) appointmentId: string,
  ): Promise<SessionNoteDraft | null> {
    const draft = await reads.run((tx) => this.readDraft.ofVisit(tx, appointmentId));
    return draft && toDraft(draft);
  }

  @Allow(CLINICAL)
  @Query(() => [SelfCareItem], { description: 'What clients may do at home.' })
  selfCareLibrary(): SelfCareItem[] {
    return selfCareItems();
  }
}
