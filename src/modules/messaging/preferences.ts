import { Injectable } from '@nestjs/common';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { answerConsents, Channel, consentsOf, MessagePurpose, standingClient } from '../clients/index.js';
import type { ConsentAnswer } from '../clients/index.js';
import { hasStoppedTexts } from './storage/stopped-addresses.js';

/** What a client has agreed to get, as their page shows it. */
export interface Preferences {
  readonly practice: string;
  /** Of the client: several links may be open on one phone. */
  readonly givenName: string;
  /** Of every channel and purpose; what was never asked is a no. */
  readonly answers: readonly ConsentAnswer[];
  /** Whether the client's telephone has said STOP: that stands above what is agreed to. */
  readonly textsStopped: boolean;
}

/** Every channel and purpose, in the order of the page. */
export const CHOICES = Object.values(Channel).flatMap((channel) =>
  Object.values(MessagePurpose).map((purpose) => ({ channel, purpose })),
);

/** What a client who has come by a link wants to get. The answers may be changed as often as they like. */
@Injectable()
export class PreferencesOfClient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  read(actor: ClientActor): Promise<Preferences> {
    return this.unitOfWork.do(actor, (tx) => preferencesOf(tx, actor.clientId));
  }

  /** What is not named stays as it is. Throws `NotFound`. */
  save(actor: ClientActor, answers: readonly ConsentAnswer[]): Promise<Preferences> {
    return this.unitOfWork.do(actor, async (tx) => {
      await answerConsents(tx, actor.clientId, answers);
      return preferencesOf(tx, actor.clientId);
    });
  }

  /** Before the link is opened: whose pages they are, and nothing of the client. */
  practice(actor: ClientActor): Promise<string> {
    return this.unitOfWork.do(actor, practiceName);
  }

  /** Ends what nobody has to get, by the one request of a mail program (RFC 8058). */
  async endRecallMail(actor: ClientActor): Promise<string> {
    const ended = { channel: Channel.EMAIL, purpose: MessagePurpose.RECALL, granted: false };
    return (await this.save(actor, [ended])).practice;
  }
}

async function preferencesOf(tx: Tx, id: string): Promise<Preferences> {
  const { id: clientId, givenName } = await standingClient(tx, id);
  const said = (await consentsOf(tx, [clientId])).get(clientId) ?? [];
  const answers = CHOICES.map((choice) => ({
    ...choice,
    granted: said.some((one) => one.granted && isOf(one, choice)),
  }));
  const [practice, textsStopped] = [await practiceName(tx), await hasStoppedTexts(tx, clientId)];
  return { practice, givenName, answers, textsStopped };
}

const isOf = (
  one: { readonly channel: string; readonly purpose: string },
  { channel, purpose }: { readonly channel: Channel; readonly purpose: MessagePurpose },
): boolean => one.channel === channel && one.purpose === purpose;

async function practiceName(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ name: string }>('SELECT name FROM practices WHERE id = $1', [tx.practiceId]);
  return row!.name;
}
