import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsUUID, Length } from 'class-validator';
import { Allow, CLINICAL, connectionOf, MANAGEMENT, Trimmed } from '../../../platform/graphql/index.js';
import type { GlassBreak as GlassBreakRow } from '../storage/glass-breaks.js';

@InputType()
export class BreakGlassInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field({ description: '10 to 500 characters: why the record of somebody whom you do not treat must be read.' })
  @Trimmed()
  @Length(10, 500)
  reason: string;
}

@Allow(CLINICAL)
@ObjectType({ description: 'The clinical record of this client is open to you until then.' })
export class BreakGlassPayload {
  @Field(() => ID)
  clientId: string;

  @Field(() => Date)
  until: Date;

  static of({ clientId, until }: GlassBreakRow): BreakGlassPayload {
    return Object.assign(new BreakGlassPayload(), { clientId, until });
  }
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'Somebody has opened the clinical record of a client whom they do not treat.' })
export class GlassBreak {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { description: 'Who it was.' })
  membershipId: string;

  @Field(() => Date)
  brokenAt: Date;

  @Field(() => Date, { description: 'When the record closed to them again.' })
  until: Date;

  @Field(() => String, {
    nullable: true,
    description: 'In their words. Null once the client’s record has been erased.',
  })
  reason: string | null;
}

export function toGlassBreak(row: GlassBreakRow, reason: string | null): GlassBreak {
  const { id, clientId, membershipId, brokenAt, until } = row;
  return Object.assign(new GlassBreak(), { id, clientId, membershipId, brokenAt, until, reason });
}

export const GlassBreakConnection = connectionOf(GlassBreak, 'GlassBreak');
