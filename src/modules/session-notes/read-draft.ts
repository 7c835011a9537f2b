import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenDraft } from './opened-notes.js';
import { draftOfVisit, findDraft } from './storage/drafts.js';
import type { DraftRow } from './storage/drafts.js';

/** Drafts are their therapist's alone: for everybody else there are none. */
@Injectable()
export class ReadDraft {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly opened: OpenedNotes,
  ) {}

  async find(tx: Tx, id: string): Promise<OpenDraft | null> {
    const draft = await findDraft(tx, id);
    return draft ? this.own(tx, draft) : null;
  }

  /** Throws `NotFound`. */
  async byId(tx: Tx, id: string): Promise<OpenDraft> {
    const own = await this.find(tx, id);
    if (!own) throw new NotFound('session note draft', id);
    return own;
  }

  /** The actor's own draft of a visit, or null where they have none. */
  async ofVisit(tx: Tx, appointmentId: string): Promise<OpenDraft | null> {
    const therapistId = therapistIdOf(tx);
    const draft = therapistId ? await draftOfVisit(tx, { appointmentId, therapistId }) : undefined;
    return draft ? this.own(tx, draft) : null;
  }

  private async own(tx: Tx, draft: DraftRow): Promise<OpenDraft | null> {
    if (draft.therapistId !== therapistIdOf(tx)) return null;
    const readable = await this.access.readable(tx, [draft.clientId]);
    if (!readable.has(draft.clientId)) return null;
    tx.recordRead('session_note_draft', [draft.id]);
    const [open] = await this.opened.drafts(tx, [draft]);
    return open!;
  }
}

const therapistIdOf = ({ actor }: Tx): string | null => (actor.kind === 'staff' ? actor.therapistId : null);
