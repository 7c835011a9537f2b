import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type {
  GraphQLField,
  GraphQLInputType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';

/** A document that asks for as little as can be, with a value for every argument. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** `Query.clinics`. */
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One field of a document, and the type that has it. */
export interface Step {
  readonly type: GraphQLObjectType | GraphQLInterfaceType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** The fields of a document from its operation down to one field. */
export type Way = readonly [Step, ...Step[]];

/** What to put where an id is asked for: told the path of names that leads there, from its field on, and the depth of that field. */
export type IdFor = (path: readonly string[], depth: number) => string;

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

/** Every operation of the schema. */
export function allOperations(schema: GraphQLSchema, idFor: IdFor): Operation[] {
  return operationsOf(schema).map((operation) => documentOf(schema, [operation], idFor));
}

/**
 * The shortest way from each operation to every field below it that a document could name, where `may` allows each field
 * above that one. The field at the end may be one that it does not allow.
 */
export function waysDown(schema: GraphQLSchema, may: (step: Step) => boolean): Way[] {
  return operationsOf(schema)
    .filter(may)
    .flatMap((operation) => waysBelow(schema, operation, may));
}

function waysBelow(schema: GraphQLSchema, operation: Step, may: (step: Step) => boolean): Way[] {
  const ways: Way[] = [];
  const reached = new Set<string>();
  const ahead: Way[] = [[operation]];
  for (const way of ahead) {
    for (const type of typesOf(schema, way.at(-1)!.field.type)) {
      if (reached.has(type.name)) continue;
      reached.add(type.name);
      const longer = Object.values(type.getFields()).map((field): Way => [...way, { type, field }]);
      ways.push(...longer);
      ahead.push(...longer.filter((next) => may(next.at(-1)!)));
    }
  }
  return ways;
}

/** The document that selects the last field of the way, and nothing beside it. */
export function documentOf(schema: GraphQLSchema, way: Way, idFor: IdFor): Operation {
  const [{ type, field }] = way;
  const kinds = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' } as const;
  const kind = kinds[type.name as keyof typeof kinds];
  const declared = way.flatMap((step, depth) =>
    givenArgs(step.field).map((arg) => `$${arg.name}${depth}: ${String(arg.type)}`),
  );
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  const variables = Object.assign({}, ...way.map((step, depth) => variablesOf(step, depth, idFor))) as object;
  return {
    ...{ kind, name: `${type.name}.${field.name}`, variables: { ...variables } },
    document: `${kind} ${head} { ${selectionAlong(way, 0)} }`,
  };
}

function operationsOf(schema: GraphQLSchema): Step[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((type) => Object.values(type?.getFields() ?? {}).map((field) => ({ type: type!, field })));
}

/** What can be selected from where a value of the type stands. */
function typesOf(schema: GraphQLSchema, output: GraphQLOutputType): Step['type'][] {
  const named = getNamedType(output);
  if (isLeafType(named)) return [];
  const objects = isObjectType(named) ? [named] : schema.getPossibleTypes(named);
  return objects.flatMap((type) => [type, ...type.getInterfaces()]);
}

function selectionAlong(way: readonly Step[], depth: number): string {
  const { field } = way[depth]!;
  const passed = givenArgs(field)
    .map(({ name }) => `${name}: $${name}${depth}`)
    .join(', ');
  const call = `${field.name}${passed ? `(${passed})` : ''}`;
  const below = way[depth + 1];
  if (!below) return `${call} ${selectionOf(field.type)}`;
  const selection = selectionAlong(way, depth + 1);
  const same = getNamedType(field.type).name === below.type.name;
  return `${call} { ${same ? selection : `... on ${below.type.name} { ${selection} }`} }`;
}

function variablesOf({ field }: Step, depth: number, idFor: IdFor): object {
  const idHere: IdFor = (path) => idFor(path, depth);
  return Object.fromEntries(
    givenArgs(field)
      .map(({ name, type }) => [`${name}${depth}`, valueOf(type, [field.name, name], idHere)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** All but those that are good as they are left out. */
const givenArgs = ({ args }: Step['field']): Step['field']['args'] =>
  args.filter(({ defaultValue }) => defaultValue === undefined);

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
  if (type === 'ID') return idFor(path, 0);
  if (type === 'Int') return field === 'weekday' || field === 'version' ? 1 : 15;
  if (type === 'Float') return 1;
  if (type === 'Boolean') return false;
  if (type === 'LocalDate') return TEXTS[type];
  return BY_FIELD[field] ?? TEXTS[type] ?? 'Something said';
}
