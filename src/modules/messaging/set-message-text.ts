import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { whyNotSend } from './check-text.js';
import type { TextRefusal } from './check-text.js';
import { ownText, ownTextById, writeText } from './storage/message-templates.js';
import type { OwnText, TextPlace } from './storage/message-templates.js';

interface Change extends TextPlace {
  /** Null: the text that ships is to be sent again. */
  readonly text: { readonly subject: string | null; readonly body: string } | null;
  /** That somebody has read; 0 where the practice has never had a text of its own. */
  readonly version: number;
}

/** Gives a practice words of its own for a message, or takes them back. What goes out from now on says so. */
@Injectable()
export class SetMessageText {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: StaffActor,
    { text, version, ...place }: Change,
  ): Promise<Outcome<OwnText, TextRefusal | StaleVersion>> {
    return this.unitOfWork.run<OwnText, TextRefusal | StaleVersion>(
      actor,
      async (tx) => {
        const refused = text && whyNotSend({ ...place, ...text });
        if (refused) return refuse(refused);
        await tx.lock([tx.practiceId]);
        const currentVersion = (await ownText(tx, place))?.version ?? 0;
        if (currentVersion !== version) return refuse({ kind: 'stale_version', currentVersion });
        const written = await writeText(tx, { ...place, subject: null, body: null, ...text });
        tx.record({ action: 'message_text.set', subjectIds: [written.id] });
        return ok(written);
      },
      { repeat: { idOf: ({ id }) => id, again: ownTextById } },
    );
  }
}
