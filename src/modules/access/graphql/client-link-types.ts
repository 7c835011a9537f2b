import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { Allow, connectionOf, DESK, PageArgs } from '../../../platform/graphql/index.js';
import { stateOf } from '../domain/client-link.js';
import type { LinkPurpose, LinkState } from '../domain/client-link.js';
import type { ClientLink as ClientLinkRow } from '../storage/client-link.entity.js';

/** The words of the domain as GraphQL knows them. */
const ClientLinkPurpose = {
  INTAKE: 'intake',
  BOOK: 'book',
  CHECK_IN: 'check_in',
  APPOINTMENT: 'appointment',
  PREFERENCES: 'preferences',
} as const satisfies {
  [P in LinkPurpose as Uppercase<P>]: P;
};
const ClientLinkState = {
  ISSUED: 'issued',
  OPENED: 'opened',
  USED: 'used',
  REVOKED: 'revoked',
  EXPIRED: 'expired',
} as const satisfies { [S in LinkState as Uppercase<S>]: S };

registerEnumType(ClientLinkPurpose, { name: 'ClientLinkPurpose', description: 'What a link lets the client do.' });
registerEnumType(ClientLinkState, { name: 'ClientLinkState', description: 'How a link stands.' });

@Allow(DESK)
@ObjectType({ description: 'A link by which a client does one thing without an account. Its URL was shown once.' })
export class ClientLink {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ClientLinkPurpose)
  purpose: LinkPurpose;

  @Field(() => ClientLinkState)
  state: LinkState;

  @Field(() => ID, { nullable: true, description: 'The membership of who issued it; null where the program did.' })
  issuedBy: string | null;

  @Field(() => Date)
  createdAt: Date;

  @Field(() => Date)
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the client first opened it.' })
  openedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the client did what it was for.' })
  usedAt: Date | null;

  @Field(() => Date, { nullable: true })
  revokedAt: Date | null;
}

export function toClientLink(row: ClientLinkRow, now: Date): ClientLink {
  const { id, clientId, purpose, issuedBy, createdAt, expiresAt, openedAt, usedAt, revokedAt } = row;
  const dates = { createdAt, expiresAt, openedAt, usedAt, revokedAt };
  return Object.assign(new ClientLink(), { id, clientId, purpose, issuedBy, state: stateOf(row, now), ...dates });
}

export const ClientLinkConnection = connectionOf(ClientLink, 'ClientLink');

@ArgsType()
export class ClientLinksArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;
}

@Allow(DESK)
@ObjectType()
export class RevokeClientLinkPayload {
  @Field(() => ClientLink)
  link: ClientLink;

  static of(row: ClientLinkRow): RevokeClientLinkPayload {
    return Object.assign(new RevokeClientLinkPayload(), { link: toClientLink(row, row.revokedAt ?? row.expiresAt) });
  }
}
