import type { Tx } from '../../platform/database/index.js';
import type { LinkPurpose } from '../access/index.js';
import { MESSAGE_KINDS } from './domain/index.js';
import type { MessageKind, NotSentReason } from './domain/index.js';

/** A planned message whose time has come. */
export interface MessageToSend {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly clinicId: string;
  /** The record that stands for the client today, or null where staff are written to. */
  readonly clientId: string | null;
  readonly membershipId: string | null;
  readonly dueAt: Date;
  /** From 1. At a later one it may have been sent before, and the worker have died. */
  readonly attempt: number;
}

/** What a message may say, beside the recipient's first name and the clinic: a time, a place and a link (DOMAIN.md, Messages). */
export interface Composed {
  readonly send: true;
  /** Which text: a kind may have several, as a first reminder and a nudge. */
  readonly variant?: string;
  /** A visit's time. It is told in the clinic's zone and, where that is another one, in the recipient's. */
  readonly visit?: { readonly startsAt: Date; readonly endsAt: Date };
  /** A link that the client acts by. It stands for so many days. */
  readonly link?: { readonly purpose: LinkPurpose; readonly subjectId: string; readonly days: number };
  /** A page of the program for staff, as a path: ids only. */
  readonly path?: string;
  /** A number, or a date as YYYY-MM-DD, that the text of the kind asks for by name. */
  readonly figures?: Readonly<Record<string, string>>;
  /** The visit as a calendar entry. */
  readonly calendar?: {
    readonly method: 'REQUEST' | 'CANCEL';
    /** Rises with every change of the visit. */
    readonly sequence: number;
  };
}

export interface NotSent {
  readonly send: false;
  readonly reason: NotSentReason;
}

/** The truth has changed so that another moment is right. */
export interface Later {
  readonly send: 'later';
  readonly at: Date;
}

/**
 * Knows the subject of some kinds of messages. Asked in the unit that claims a message, so that what goes out is the truth of
 * that moment: whether the visit still stands, was moved, was answered. Whether the client may be written to is not its matter.
 */
export interface MessageSource {
  readonly kinds: readonly MessageKind[];
  compose(tx: Tx, message: MessageToSend): Promise<Composed | NotSent | Later>;
  /** Hears of a message that is dropped since its recipient may not, or cannot, be written to: `compose` is not asked then. */
  unreached?(tx: Tx, message: MessageToSend): Promise<void>;
}

/** The token under which the process's `MessageSources` is injected. */
export const MESSAGE_SOURCES = Symbol('message sources');

/** Finds who knows the subject of a kind. */
export class MessageSources {
  private readonly byKind = new Map<MessageKind, MessageSource>();

  /** Throws where two know one kind: the worker must not start. */
  constructor(sources: readonly MessageSource[]) {
    for (const source of sources) {
      for (const kind of source.kinds) {
        if (this.byKind.has(kind)) throw new Error(`Two sources know messages of the kind "${kind}".`);
        this.byKind.set(kind, source);
      }
    }
  }

  /** Throws where a kind has none: the worker must not start. */
  demandAll(): this {
    const kinds = Object.keys(MESSAGE_KINDS) as MessageKind[];
    for (const kind of kinds) this.of(kind);
    return this;
  }

  /** Throws where nobody does. */
  of(kind: MessageKind): MessageSource {
    const source = this.byKind.get(kind);
    if (!source) throw new Error(`No source knows messages of the kind "${kind}".`);
    return source;
  }
}
