import { Injectable } from '@nestjs/common';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { atPart, UnitOfWork } from '../../platform/database/index.js';
import type { Repeat } from '../../platform/database/index.js';
import type { MoveRefusal } from './refusals.js';
import { RescheduleAppointment } from './reschedule-appointment.js';
import type { Move } from './reschedule-appointment.js';
import type { Appointment } from './storage/appointments.js';

const LIST: Repeat<string> = { idOf: (id) => id, again: async (_, id) => id };

/** Many moves, each in a unit of its own: one that is refused stops no other. */
@Injectable()
export class RescheduleAppointments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reschedule: RescheduleAppointment,
  ) {}

  /** The answers in the order of the moves, of which there is at least one. */
  async execute(actor: StaffActor, moves: readonly Move[]): Promise<Outcome<Appointment, MoveRefusal>[]> {
    // The key is the whole list's before the first move: no other list is ever done in part under it.
    if (actor.act) await this.unitOfWork.do(actor, async () => moves[0]!.id, LIST);
    const outcomes: Outcome<Appointment, MoveRefusal>[] = [];
    for (const [part, move] of moves.entries()) {
      outcomes.push(await this.reschedule.execute(atPart(actor, part), move));
    }
    return outcomes;
  }
}
