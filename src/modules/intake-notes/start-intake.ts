import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { isMinor, standingClient } from '../clients/index.js';
import type { Client } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { Filler } from './domain/index.js';
import { Intakes, isOfPerson } from './intakes.js';
import type { Intake } from './intakes.js';
import type { AlreadySubmitted } from './refusals.js';
import { currentFormVersion } from './storage/intake-forms.js';
import {
  deleteIntakeDraft,
  draftByLink,
  DRAFT_ANSWERS,
  findIntakeDraft,
  insertIntakeDraft,
  staffDraftOf,
} from './storage/intake-drafts.js';
import type { IntakeDraft } from './storage/intake-drafts.js';
import { intakeNotesOf, noteByLink } from './storage/intake-notes.js';
import { localDate } from './storage/local-date.js';

@Injectable()
export class StartIntake {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clinicalAccess: ClinicalAccess,
    private readonly vault: Vault,
    private readonly intakes: Intakes,
  ) {}

  /**
   * Begins to fill in the form, or goes on with what was begun: by the same link, or by the staff with the client. Refuses
   * for a link by which a form was submitted. Throws `NotFound` where the actor may not read the client's record.
   */
  execute(
    actor: StaffActor | ClientActor,
    { clientId }: { clientId: string },
  ): Promise<Outcome<Intake, AlreadySubmitted>> {
    return this.unitOfWork.run<Intake, AlreadySubmitted>(
      actor,
      async (tx) => {
        const records = await this.clinicalAccess.require(tx, clientId);
        const client = await standingClient(tx, clientId);
        await tx.lock([client.id]);
        const submitted = actor.kind === 'client' ? await noteByLink(tx, actor.linkId) : undefined;
        if (submitted) return refuse({ kind: 'already_submitted', noteId: submitted.id });
        const begun = await this.begun(tx, records);
        return ok(await this.intakes.open(tx, begun ?? (await this.begin(tx, client, records))));
      },
      { repeat: { idOf: ({ draft }) => draft.id, again: (tx, id) => this.intakes.find(tx, id) } },
    );
  }

  /** What turned out to go on from another person's note is thrown away: nobody can tell whose the answers are. */
  private async begun(tx: Tx, records: readonly string[]): Promise<IntakeDraft | undefined> {
    const { actor } = tx;
    const draft = await (actor.kind === 'client' ? draftByLink(tx, actor.linkId) : staffDraftOf(tx, records));
    if (!draft || (await isOfPerson(tx, draft, records))) return draft;
    await deleteIntakeDraft(tx, draft);
    tx.record({ action: 'intake.discarded', subjectIds: [draft.id, draft.clientId] });
    return undefined;
  }

  private async begin(tx: Tx, client: Client, records: readonly string[]): Promise<IntakeDraft> {
    const id = newId();
    const key = await this.vault.keyOf(tx, client.id);
    const [last] = await intakeNotesOf(tx, { clientIds: records, limit: 1 });
    const { id: formVersionId } = await currentFormVersion(tx);
    insertIntakeDraft(tx, {
      ...{ id, clientId: client.id, formVersionId, previousNoteId: last?.id ?? null },
      ...filledInBy(tx),
      filler: isMinorClient(tx, client) ? Filler.GUARDIAN : Filler.ADULT,
      answers: key.sealJson(DRAFT_ANSWERS(id), {}),
      startedOn: await localDate(tx),
      startedAt: tx.now,
    });
    tx.record({ action: 'intake.started', subjectIds: [id, client.id] });
    return (await findIntakeDraft(tx, id))!;
  }
}

function filledInBy({ actor }: Tx): Pick<IntakeDraft, 'linkId' | 'startedBy'> {
  if (actor.kind === 'client') return { linkId: actor.linkId, startedBy: null };
  return { linkId: null, startedBy: actor.kind === 'staff' ? actor.membershipId : null };
}

const isMinorClient = (tx: Tx, { birthDate }: Client): boolean =>
  birthDate !== null && isMinor(birthDate, tx.now.getTime());
