import { Unauthenticated } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import type { OpenUnit, Tx, UnitOfWork } from '../database/index.js';

/**
 * The reads of one request. A query reads in one unit of work, opened by the first read and committed, with its audit
 * entry, before the response goes out. In a mutation each read has a unit of its own, since the mutation's units
 * stand between them, and a unit must never wait for another.
 */
export class Reads {
  private shared: Promise<OpenUnit> | undefined;
  private sharing = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly actor: StaffActor | null,
  ) {}

  /** From now on all reads of this request share one unit. */
  share(): void {
    this.sharing = true;
  }

  /** Throws `Unauthenticated` where nobody is signed in. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { actor } = this;
    if (!actor) throw new Unauthenticated('Sign in first.');
    if (!this.sharing) return this.unitOfWork.do(actor, work);
    this.shared ??= this.unitOfWork.open(actor);
    return work((await this.shared).tx);
  }

  /** Commits what was shared. The response may go out only after this. */
  async finish(): Promise<void> {
    const opened = this.shared;
    this.shared = undefined;
    this.sharing = false;
    if (!opened) return;
    const unit = await opened.catch(() => undefined); // whoever read has been told why it could not be opened
    await unit?.commit();
  }
}
