import { Injectable } from '@nestjs/common';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Intakes } from './intakes.js';
import type { Intake } from './intakes.js';
import { ReadIntakeNotes } from './read-intake-notes.js';
import type { OpenedNote } from './open-notes.js';
import { draftByLink } from './storage/intake-drafts.js';
import { noteByLink } from './storage/intake-notes.js';

/** What stands behind a link: nothing yet, a form that is being filled in, or what was sent. */
export type IntakeByLink =
  | { readonly state: 'not_started' }
  | { readonly state: 'started'; readonly intake: Intake }
  | { readonly state: 'submitted'; readonly note: OpenedNote };

/** What the client by this link has filled in or sent: to go on with, or to read back. */
@Injectable()
export class ReadIntakeForLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly intakes: Intakes,
    private readonly notes: ReadIntakeNotes,
  ) {}

  execute(actor: ClientActor): Promise<IntakeByLink> {
    return this.unitOfWork.do(actor, async (tx): Promise<IntakeByLink> => {
      const note = await noteByLink(tx, actor.linkId);
      if (note) return { state: 'submitted', note: await this.notes.one(tx, note.id) };
      const draft = await draftByLink(tx, actor.linkId);
      return draft ? { state: 'started', intake: await this.intakes.find(tx, draft.id) } : { state: 'not_started' };
    });
  }
}
