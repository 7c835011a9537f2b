import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, LocalDate, STAFF, TimeZone } from '../../../platform/graphql/index.js';
import { Channel, MessagePurpose } from '../domain/consent.js';
import { OtherCareKind } from '../domain/other-care-kind.js';
import type { Client as ClientRow } from '../storage/client.entity.js';
import type { ClientConsent as ConsentRow } from '../storage/client-consent.entity.js';
import type { ClientMerge as MergeRow } from '../storage/client-merge.entity.js';
import type { ClientOtherCare as OtherCareRow } from '../storage/client-other-care.entity.js';

registerEnumType(Channel, { name: 'Channel', description: 'How a client may be written to.' });
registerEnumType(MessagePurpose, {
  name: 'MessagePurpose',
  description: 'SERVICE is about a booking or a session, RECALL says that the client is due again.',
});
registerEnumType(OtherCareKind, { name: 'OtherCareKind', description: 'The care that a client gets elsewhere.' });

@Allow(STAFF)
@ObjectType({ description: 'How the client likes to be treated.' })
export class ClientPreferences {
  @Field(() => Int, { nullable: true, description: '1 (light) to 5 (deep).' })
  pressure: number | null;

  @Field(() => String, { nullable: true })
  music: string | null;

  @Field(() => String, { nullable: true })
  aroma: string | null;

  @Field(() => String, { nullable: true })
  draping: string | null;

  @Field(() => ID, { nullable: true })
  therapistId: string | null;
}

@Allow(STAFF)
@ObjectType()
export class EmergencyContact {
  @Field()
  name: string;

  @Field()
  phone: string;

  @Field(() => String, { nullable: true })
  relationship: string | null;
}

@Allow(STAFF)
@ObjectType({ description: 'Who signs for a client under 18.' })
export class Guardian {
  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true })
  relationship: string | null;
}

@Allow(STAFF)
@ObjectType({ description: 'A person treated. Therapists meet only the clients whom they treat.' })
export class Client {
  @Field(() => ID)
  id: string;

  @Field()
  givenName: string;

  @Field()
  familyName: string;

  @Field(() => LocalDate, { nullable: true })
  birthDate: string | null;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'In international form. Several clients may share one.' })
  phone: string | null;

  @Field(() => String, { nullable: true })
  address: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In which they are written to: two letters (ISO 639-1). Null: English.',
  })
  language: string | null;

  @Field(() => TimeZone, { nullable: true, description: 'In whose night they are left in peace. Null: the clinic’s.' })
  timeZone: string | null;

  @Field(() => ClientPreferences)
  preferences: ClientPreferences;

  @Field(() => EmergencyContact, { nullable: true })
  emergencyContact: EmergencyContact | null;

  @Field(() => Guardian, { nullable: true })
  guardian: Guardian | null;

  @Field(() => Date, { nullable: true })
  archivedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it became known that the client has died: archived too.' })
  deceasedAt: Date | null;

  @Field(() => Int)
  version: number;

  /** Whither the record was merged; `mergedInto` answers with the client at the end of the chain. */
  mergedIntoId: string | null;
}

export function toClient(row: ClientRow): Client {
  const { id, givenName, familyName, birthDate, archivedAt, deceasedAt, version, mergedIntoId } = row;
  const { email, phone, address, language, timeZone } = row;
  return Object.assign(new Client(), {
    ...{ id, givenName, familyName, birthDate, archivedAt, deceasedAt, version, mergedIntoId },
    ...{ email, phone, address, language, timeZone },
    preferences: {
      pressure: row.preferredPressure,
      music: row.preferredMusic,
      aroma: row.preferredAroma,
      draping: row.preferredDraping,
      therapistId: row.preferredTherapistId,
    },
    emergencyContact: emergencyContactOf(row),
    guardian: guardianOf(row),
  });
}

function emergencyContactOf({
  emergencyName: name,
  emergencyPhone: phone,
  emergencyRelationship: relationship,
}: ClientRow) {
  return name === null || phone === null ? null : { name, phone, relationship };
}

function guardianOf(row: ClientRow): Guardian | null {
  const { guardianName: name, guardianPhone: phone, guardianEmail: email, guardianRelationship: relationship } = row;
  return name === null ? null : { name, phone, email, relationship };
}

@Allow(STAFF)
@ObjectType({ description: 'Care that the client gets elsewhere, and from whom.' })
export class OtherCare {
  @Field(() => OtherCareKind)
  kind: OtherCareKind;

  @Field(() => String, { nullable: true })
  providerName: string | null;

  @Field(() => String, { nullable: true })
  providerPhone: string | null;
}

export function toOtherCare({ kind, providerName, providerPhone }: OtherCareRow): OtherCare {
  return Object.assign(new OtherCare(), { kind: kind as OtherCareKind, providerName, providerPhone });
}

@Allow(STAFF)
@ObjectType({
  description: 'Whether the client agreed to be written to. What was never asked has no entry, and counts as no.',
})
export class ClientConsent {
  @Field(() => Channel)
  channel: Channel;

  @Field(() => MessagePurpose)
  purpose: MessagePurpose;

  @Field()
  granted: boolean;

  @Field(() => Date)
  changedAt: Date;
}

export function toConsent({ channel, purpose, granted, changedAt }: ConsentRow): ClientConsent {
  const known = { channel: channel as Channel, purpose: purpose as MessagePurpose, granted, changedAt };
  return Object.assign(new ClientConsent(), known);
}

@Allow(STAFF)
@ObjectType({ description: 'A client for whom another one stands.' })
export class MergedClient {
  @Field(() => Date)
  mergedAt: Date;

  @Field(() => ID, { description: 'The membership of the manager who merged the two.' })
  mergedBy: string;

  sourceId: string;
}

export function toMergedClient({ sourceId, mergedAt, mergedBy }: MergeRow): MergedClient {
  return Object.assign(new MergedClient(), { sourceId, mergedAt, mergedBy });
}
