import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Outcome, SystemActor } from '../../kernel/index.js';
import { DatabaseClock, UnitOfWork } from '../database/index.js';
import type { Tx } from '../database/index.js';
import { workOff } from './work-off.js';
import type { Due } from './work-off.js';

/** What is due by the clock, in whichever practice. */
interface Sweep {
  /** A function of the gate that finds it: of an instant, and of the most rows that it may answer. */
  readonly find: `gate.${string}`;
  /** How many milliseconds from now that instant is. */
  readonly fromNowMs: number;
  /** The name under which the system does it. */
  readonly actor: string;
}

/** The shape of jobs that look for rows whose time has come. */
@Injectable()
export class Sweeps {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Works off what is due, each row in a unit of its practice. `one` looks again, since all may have changed meanwhile, and says
   * whether there was still something to do; a refusal says that there was not. Returns how often there was.
   */
  run(
    { find, fromNowMs, actor: name }: Sweep,
    one: (tx: Tx, id: string) => Promise<Outcome<boolean, unknown>>,
  ): Promise<number> {
    const text = `SELECT practice_id AS "practiceId", id FROM ${find}(now() + $1::float8 * interval '1 millisecond', $2)`;
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(text, [this.clock.offset + fromNowMs, atMost]),
      async ({ practiceId, id }) => {
        const actor: SystemActor = { kind: 'system', practiceId, name };
        const outcome = await this.unitOfWork.run(actor, (tx) => one(tx, id));
        return outcome.ok && outcome.value;
      },
    );
  }
}
