/** Work that the program does by itself, again and again. Provided by the module whose work it is; listed by the worker. */
export interface ScheduledJob {
  /** Unique, as `appointments.complete-left-open`. Without a colon, which BullMQ keeps for itself. */
  readonly name: string;
  /** Milliseconds from one run to the next, whatever the number of workers. */
  readonly everyMs: number;
  /**
   * Does what is due by the database's time, and returns how many records that were. Runs may overlap, in one worker
   * and in several, and may be broken off at any point and repeated.
   */
  execute(): Promise<number>;
}
