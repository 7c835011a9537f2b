/** What happened in the year, as the oracle reads it. All instants are epoch ms. */

export type Channel = 'email' | 'sms';
export type Purpose = 'service' | 'recall';

export interface Consent {
  readonly at: number;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly granted: boolean;
}

export interface ClientStory {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** IANA; null: not known. */
  readonly zone: string | null;
  /** What they have said about being written to, by time. */
  readonly consents: Consent[];
  /** STOP and START by SMS, by time. */
  readonly stops: { readonly at: number; readonly stopped: boolean }[];
  /** When they were archived, and brought back. */
  readonly archived: { readonly at: number; readonly is: boolean }[];
  /** Whether they want to be asked after every session, by time. */
  readonly wishes: { readonly at: number; readonly wanted: boolean }[];
  /** When somebody did all that was to be done about how they are. */
  readonly tasksDone: number[];
}

export interface ServiceStory {
  readonly id: string;
  readonly technique: string;
  /** The lowest pressure of its range, 1 to 5; null where nothing is pressed. */
  readonly pressure: number | null;
}

/** One entry of a visit's history. */
export interface VisitEvent {
  readonly at: number;
  /** As it stood after it. */
  readonly status: string;
  /** When it began, after it. */
  readonly start: number;
  /** Of a cancellation. */
  readonly reason: string | null;
}

export interface VisitStory {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly service: ServiceStory;
  readonly minutes: number;
  readonly events: readonly VisitEvent[];
  /** The signed one. */
  readonly note: NoteStory | null;
}

/** What was done in a session, and when its therapist signed it. */
export interface NoteStory {
  readonly at: number;
  readonly techniques: readonly { readonly technique: string; readonly pressure: number | null }[];
}

/** What a client said to a check-in. */
export interface AnswerStory {
  readonly at: number;
  readonly visitId: string;
  readonly soreness: number;
  readonly isWorse: boolean;
  readonly isBruised: boolean;
  readonly isRedFlag: boolean;
  readonly wantsCall: boolean;
}

/** A session plan after each of its steps. */
export interface PlanStory {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly steps: {
    readonly at: number;
    readonly status: 'active' | 'paused' | 'ended' | 'proposed';
    /** ISO 8601. */
    readonly interval: string;
    /** YYYY-MM-DD; null: never yet. */
    readonly liveFrom: string | null;
  }[];
}

/** Whole days on which the clinic is closed. */
export interface ClosureStory {
  /** When it was announced. */
  readonly at: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Infinity: never. */
  cancelledAt: number;
}

export interface YearStory {
  /** IANA, of the clinic. */
  readonly zone: string;
  readonly clients: readonly ClientStory[];
  readonly visits: readonly VisitStory[];
  readonly plans: readonly PlanStory[];
  /** By time. */
  readonly answers: readonly AnswerStory[];
  readonly closures: readonly ClosureStory[];
  /** When the last thing happened, and the story ends. */
  readonly end: number;
}

/** One message that was sent, or is to be, at a minute. */
export interface Said {
  readonly at: number;
  readonly client: string;
  readonly channel: Channel;
  readonly kind: string;
  /** What it is about, in words. */
  readonly about: string;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An instant as people read it, to the minute. */
export const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16) + 'Z';

export const lineOf = ({ at, client, channel, kind, about }: Said): string =>
  `${minuteOf(at)} · ${client} · ${channel} · ${kind} · ${about}`;

/** The last of these that had happened by an instant. */
export const lastBy = <T extends { readonly at: number }>(entries: readonly T[], at: number): T | undefined =>
  entries.findLast((entry) => entry.at <= at);
