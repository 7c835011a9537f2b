import { Injectable } from '@nestjs/common';
import { InvalidInput, NotFound, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { atPart, UnitOfWork } from '../../platform/database/index.js';
import type { Repeat } from '../../platform/database/index.js';
import type { MoveRefusal, NotPossible } from './refusals.js';
import { RescheduleAppointment } from './reschedule-appointment.js';
import type { Move } from './reschedule-appointment.js';
import type { Appointment } from './storage/appointments.js';

const LIST: Repeat<string> = { idOf: (id) => id, again: async (_, id) => id };

/** Many moves, each in a unit of its own: one that is refused, or names what is not there, stops no other. */
@Injectable()
export class RescheduleAppointments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reschedule: RescheduleAppointment,
  ) {}

  /** The answers in the order of the moves, of which there is at least one. */
  async execute(actor: StaffActor, moves: readonly Move[]): Promise<Outcome<Appointment, MoveRefusal | NotPossible>[]> {
    // The key is the whole list's before the first move: no other list is ever done in part under it.
    if (actor.act) await this.unitOfWork.do(actor, async () => moves[0]!.id, LIST);
    const outcomes: Outcome<Appointment, MoveRefusal | NotPossible>[] = [];
    for (const [part, move] of moves.entries()) {
      outcomes.push(await this.one(atPart(actor, part), move));
    }
    return outcomes;
  }

  private async one(actor: StaffActor, move: Move): Promise<Outcome<Appointment, MoveRefusal | NotPossible>> {
    try {
      return await this.reschedule.execute(actor, move);
    } catch (error) {
      if (!(error instanceof NotFound || error instanceof InvalidInput)) throw error;
      return refuse({ kind: 'not_possible', reason: error.message });
    }
  }
}
