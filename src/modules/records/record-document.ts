import type { Json, RecordPart } from '../clinical-access/index.js';
import type { Purpose } from './domain/purpose.js';
import type { WholeRecord } from './whole-record.js';

const FORMAT = 'unknot.record';
/** Raised when a reader of the version before could misunderstand a document, or miss something in it. */
const VERSION = 1;

/** Name of the format, for the address of its schema and the names of files. */
export const RECORD_FORMAT = `${FORMAT}.v${VERSION}`;

/** When and for whom a record is handed over. */
export interface HandedOver {
  readonly madeAt: Date;
  readonly purpose: Purpose;
}

/** The whole record as one document, valid by `recordSchema`. */
export function recordDocument(record: WholeRecord, { madeAt, purpose }: HandedOver): Json {
  const parts = record.parts.map(({ part, entries }) => {
    const written = entries.map(({ id, clientId: recordId, at, data }) => ({
      id,
      recordId,
      at: at.toISOString(),
      data,
    }));
    return [part.name, written] as const;
  });
  return {
    ...{ format: FORMAT, version: VERSION, madeAt: madeAt.toISOString(), purpose },
    practice: { name: record.practice.name, country: record.practice.country },
    client: clientOf(record),
    recordIds: record.recordIds,
    parts: Object.fromEntries(parts),
  };
}

function clientOf({ client, otherCare, consents }: WholeRecord): Json {
  const { id, givenName, familyName, birthDate, email, phone, address } = client;
  return {
    ...{ id, givenName, familyName, birthDate, email, phone, address },
    preferences: {
      pressure: client.preferredPressure,
      music: client.preferredMusic,
      aroma: client.preferredAroma,
      draping: client.preferredDraping,
    },
    emergencyContact: person(client.emergencyName, client.emergencyPhone, client.emergencyRelationship),
    guardian: person(client.guardianName, client.guardianPhone, client.guardianRelationship, client.guardianEmail),
    otherCare: otherCare.map(({ kind, providerName, providerPhone }) => ({ kind, providerName, providerPhone })),
    consents: consents.map(({ channel, purpose, granted, changedAt }) => {
      return { channel, purpose, granted, changedAt: changedAt.toISOString() };
    }),
  };
}

const person = (name: string | null, phone: string | null, relationship: string | null, email?: string | null): Json =>
  name === null ? null : { name, phone, relationship, ...(email === undefined ? {} : { email }) };

const TEXT = { type: 'string' };
const TEXT_OR_NONE = { type: ['string', 'null'] };
const ID = { type: 'string', format: 'uuid' };
const INSTANT = { type: 'string', format: 'date-time' };
const list = (items: Json): Json => ({ type: 'array', items });
/** An object with exactly these properties. */
const exactly = (properties: Readonly<Record<string, Json>>): { [key: string]: Json } => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const orNone = (schema: { [key: string]: Json }): Json => ({ ...schema, type: ['object', 'null'] });

const CLIENT = exactly({
  ...{ id: ID, givenName: TEXT, familyName: TEXT, birthDate: { type: ['string', 'null'], format: 'date' } },
  ...{ email: TEXT_OR_NONE, phone: TEXT_OR_NONE, address: TEXT_OR_NONE },
  preferences: exactly({
    pressure: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
    ...{ music: TEXT_OR_NONE, aroma: TEXT_OR_NONE, draping: TEXT_OR_NONE },
  }),
  emergencyContact: orNone(exactly({ name: TEXT, phone: TEXT_OR_NONE, relationship: TEXT_OR_NONE })),
  guardian: orNone(exactly({ name: TEXT, phone: TEXT_OR_NONE, relationship: TEXT_OR_NONE, email: TEXT_OR_NONE })),
  otherCare: list(exactly({ kind: TEXT, providerName: TEXT_OR_NONE, providerPhone: TEXT_OR_NONE })),
  consents: list(exactly({ channel: TEXT, purpose: TEXT, granted: { type: 'boolean' }, changedAt: INSTANT })),
});

/** JSON Schema (2020-12) of a document with these parts. */
export function recordSchema(parts: readonly RecordPart[]): Json {
  const entries = parts.map(({ name, schema }) => {
    return [name, list(exactly({ id: ID, recordId: ID, at: INSTANT, data: schema }))] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A client’s whole record, as one practice hands it over',
    ...exactly({
      format: { const: FORMAT },
      version: { const: VERSION },
      madeAt: INSTANT,
      purpose: { enum: ['client', 'clinic'] },
      practice: exactly({ name: TEXT, country: TEXT }),
      client: CLIENT,
      recordIds: { type: 'array', items: ID, minItems: 1, uniqueItems: true },
      parts: exactly(Object.fromEntries(entries)),
    }),
  };
}
