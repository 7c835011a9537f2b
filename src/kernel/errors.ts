/** One rule that an input broke: which field (a dotted path), which rule, and a sentence for a person. */
export interface Violation {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** The input cannot be meant: nothing was written. Reaches the client as BAD_USER_INPUT. */
export class InvalidInput extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map((v) => v.message).join(' '));
  }

  static of(field: string, rule: string, message: string): InvalidInput {
    return new InvalidInput([{ field, rule, message }]);
  }
}

/** Absent, or not visible to this actor: the two are never told apart. Reaches the client as NOT_FOUND. */
export class NotFound extends Error {
  constructor(
    readonly subject: string,
    readonly id?: string,
  ) {
    super(`There is no such ${subject}.`);
  }
}

/** The actor is known and may not do this. Reaches the client as FORBIDDEN. */
export class Forbidden extends Error {}

/** Nobody is signed in, or the session has ended. Reaches the client as UNAUTHENTICATED. */
export class Unauthenticated extends Error {}
