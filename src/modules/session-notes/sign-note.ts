import { Injectable } from '@nestjs/common';
import { NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { signViolations } from './domain/sign-violations.js';
import type { OpenDraft, OpenNote } from './opened-notes.js';
import { ReadDraft } from './read-draft.js';
import { ReadNotes } from './read-notes.js';
import type { AlreadySigned, SignRefusal } from './refusals.js';
import { VisitsToWriteOf } from './visits-to-write-of.js';
import { WriteSignedNote } from './write-signed-note.js';

export interface DraftToSign {
  readonly id: string;
  /** The version that the author has read. */
  readonly version: number;
}

@Injectable()
export class SignNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitsToWriteOf,
    private readonly readDraft: ReadDraft,
    private readonly readNotes: ReadNotes,
    private readonly writeSigned: WriteSignedNote,
  ) {}

  /**
   * Signs the version of a draft that its author has read: the note is written, the draft goes, and the scores join the
   * client's outcomes, all or none. Of two that sign at once the second is told that it is signed. Throws `NotFound` and
   * `Forbidden`.
   */
  execute(actor: StaffActor, draft: DraftToSign): Promise<Outcome<OpenNote, SignRefusal>> {
    return this.unitOfWork.run<OpenNote, SignRefusal>(actor, (tx) => this.sign(tx, draft), {
      repeat: { idOf: ({ id }) => id, again: (tx, id) => this.readNotes.byId(tx, id) },
    });
  }

  private async sign(tx: Tx, { id, version }: DraftToSign): Promise<Outcome<OpenNote, SignRefusal>> {
    const seen = await this.draftOf(tx, id);
    if (!seen.ok) return seen;
    const visit = await this.visits.lock(tx, seen.value.appointmentId);
    if (!visit.ok) return visit;
    const draft = await this.draftOf(tx, id);
    if (!draft.ok) return draft;
    const { content: note, ...row } = draft.value;
    if (!note) throw new NotFound('session note draft', id);
    if (row.version !== version) return refuse({ kind: 'draft_conflict', current: draft.value, differences: [] });
    const [startsAt, endsAt, now] = [visit.value.startsAt, visit.value.endsAt, tx.now].map((at) => at.getTime());
    const violations = signViolations(note, { startsAt: startsAt!, endsAt: endsAt!, now: now! });
    if (violations.length > 0) return refuse({ kind: 'not_signable', violations });
    await this.writeSigned.execute(tx, { visit: visit.value, draft: row, note });
    return ok(await this.readNotes.byId(tx, id));
  }

  /** The actor's own draft; a note that was signed has its draft's id. */
  private async draftOf(tx: Tx, id: string): Promise<Outcome<OpenDraft, AlreadySigned>> {
    const draft = await this.readDraft.find(tx, id);
    return draft ? ok(draft) : refuse({ kind: 'already_signed', noteId: (await this.readNotes.byId(tx, id)).id });
  }
}
