import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';

/** One operation of the schema as a document that asks for as little as can be, with a value for every argument. */
export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What to put where an id is asked for: told the path of names that leads there. */
export type IdFor = (path: readonly string[]) => string;

const TEXTS: Readonly<Record<string, string>> = {
  LocalDate: '2027-03-01',
  LocalTime: '09:00',
  DateTime: '2027-03-01T09:00:00Z',
  TimeZone: 'Europe/Berlin',
};
/** Texts that a field's own rule wants in some form. */
const BY_FIELD: Readonly<Record<string, string>> = {
  idempotencyKey: 'a-key-of-a-stranger',
  to: '2027-03-02T09:00:00Z',
  endsAt: '2027-03-02T09:00:00Z',
  email: 'stranger@harbour.example',
  ownerEmail: 'stranger@harbour.example',
  password: 'a quiet room and warm hands',
  newPassword: 'a quiet room and warmer hands',
  currency: 'EUR',
  country: 'DE',
  jurisdiction: 'DE',
  phone: '+49 30 901820',
  emergencyPhone: '+49 30 901820',
};

/** Every query and mutation of the schema. */
export function allOperations(schema: GraphQLSchema, idFor: IdFor): Operation[] {
  const of = (kind: Operation['kind'], type: GraphQLObjectType | null | undefined): Operation[] =>
    Object.values(type?.getFields() ?? {}).map((field) => operationOf(kind, field, idFor));
  return [...of('query', schema.getQueryType()), ...of('mutation', schema.getMutationType())];
}

function operationOf(kind: Operation['kind'], field: GraphQLField<unknown, unknown>, idFor: IdFor): Operation {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const head = declared ? `(${declared})` : '';
  const call = passed ? `(${passed})` : '';
  const variables = Object.fromEntries(
    field.args
      .filter(({ defaultValue }) => defaultValue === undefined)
      .map(({ name, type }) => [name, valueOf(type, [field.name, name], idFor)] as const)
      .filter(([, value]) => value !== undefined),
  );
  return {
    kind,
    name: field.name,
    document: `${kind} ${head} { ${field.name}${call} ${selectionOf(field.type)} }`,
    variables,
  };
}

/** Nothing of a leaf, the edges of a connection, and of anything else the name of its type. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  return isObjectType(named) && named.getFields()['edges'] ? '{ __typename edges { cursor } }' : '{ __typename }';
}

function valueOf(type: GraphQLInputType, path: readonly string[], idFor: IdFor): unknown {
  if (isNonNullType(type)) return required(type.ofType, path, idFor);
  // Optional ids are given too: each is a way to somebody else's record.
  return getNamedType(type).name === 'ID' ? required(type, path, idFor) : undefined;
}

function required(type: GraphQLInputType, path: readonly string[], idFor: IdFor): unknown {
  if (isNonNullType(type)) return required(type.ofType, path, idFor);
  if (isListType(type)) return [required(type.ofType as GraphQLInputType, path, idFor)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map(
      (field) => [field.name, valueOf(field.type, [...path, field.name], idFor)] as const,
    );
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  if (isEnumType(type)) return type.getValues()[0]!.name;
  return leafOf(type.name, path, idFor);
}

function leafOf(type: string, path: readonly string[], idFor: IdFor): unknown {
  const field = path.at(-1)!;
  if (type === 'ID') return idFor(path);
  if (type === 'Int') return field === 'weekday' || field === 'version' ? 1 : 15;
  if (type === 'Float') return 1;
  if (type === 'Boolean') return false;
  return BY_FIELD[field] ?? TEXTS[type] ?? 'Something said';
}
