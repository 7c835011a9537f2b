/** The database's clock as units of work see it. Production leaves the offset at 0; tests set it to travel in time. */
export class DatabaseClock {
  /** Milliseconds added to the database's own time. */
  offset = 0;

  correct(databaseTime: Date): Date {
    return this.offset === 0 ? databaseTime : new Date(databaseTime.getTime() + this.offset);
  }
}
