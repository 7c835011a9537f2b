import { getNamedType, isInterfaceType, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Role } from '../../kernel/index.js';
import type { Audience } from './allow.js';

/** What one role, or nobody signed in (null), may not select in a document. */
type Verdicts = Map<Role | null, readonly string[]>;

const verdictsOf = new WeakMap<DocumentNode, Verdicts>();

function audienceOf(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Audience | undefined {
  return (field.extensions['allow'] ?? type.extensions['allow']) as Audience | undefined;
}

/** The names (`Type.field`) of all fields of the schema and who may select each. Throws where one has no rule. */
export function rightsTable(schema: GraphQLSchema): Map<string, Audience> {
  const table = new Map<string, Audience>();
  const withoutRule: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      const audience = audienceOf(type, field);
      if (audience) table.set(`${type.name}.${field.name}`, audience);
      else withoutRule.push(`${type.name}.${field.name}`);
    }
  }
  if (withoutRule.length > 0)
    throw new Error(`These fields have no rule of access (@Allow): ${withoutRule.join(', ')}.`);
  return table;
}

/** Returns the schema, or throws and so stops the boot where a field has no rule. */
export function assertEveryFieldHasRule(schema: GraphQLSchema): GraphQLSchema {
  rightsTable(schema);
  return schema;
}

/**
 * The fields of the document that this role may not select. Looks at every fragment, whether it is used or not. The
 * answer is kept with the document, so that a cached document costs nothing.
 */
export function forbiddenFields(schema: GraphQLSchema, document: DocumentNode, role: Role | null): readonly string[] {
  const known: Verdicts = verdictsOf.get(document) ?? new Map();
  verdictsOf.set(document, known);
  const verdict = known.get(role) ?? judge(schema, document, role);
  known.set(role, verdict);
  return verdict;
}

function judge(schema: GraphQLSchema, document: DocumentNode, role: Role | null): readonly string[] {
  const forbidden = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const checkField = (): void => {
    const [parent, field] = [typeInfo.getParentType(), typeInfo.getFieldDef()];
    if (!parent || !field || field.name.startsWith('__')) return;
    const type = getNamedType(parent);
    if (type.name.startsWith('__')) return;
    const audience = audienceOf(type, field) ?? [];
    if (!audience.includes('anyone') && !(role && audience.includes(role))) forbidden.add(`${type.name}.${field.name}`);
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: checkField }));
  return [...forbidden];
}
