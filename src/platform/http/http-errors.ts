/** The body is longer than is taken. Reaches the client as 413. */
export class TooLarge extends Error {
  constructor(readonly mostBytes: number) {
    super(`The file is larger than ${mostBytes / 1024 / 1024} MB.`);
  }
}

/** The process is at work on as many of these as it has room for. Reaches the client as 503, which asks it to come again. */
export class NoRoom extends Error {}

/** The client sent too slowly, or not to the end: nobody is told. */
export class BrokenOff extends Error {}
