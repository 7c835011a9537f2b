import { GraphQLError, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Documents whose texts have been looked at: one that is cached comes again and again. */
const clean = new WeakSet<DocumentNode>();

function refusal(field: string): GraphQLError {
  const message = `${field} must not contain the character U+0000.`;
  const violations = [{ field, rule: 'noNul', message }];
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', violations, http: { status: 400 } } });
}

/**
 * Throws for a string with the character U+0000 anywhere in the variables or the document: PostgreSQL's
 * text cannot hold it, and would fail in the middle of the work.
 */
export function refuseNul(document: DocumentNode, variables: Readonly<Record<string, unknown>> = {}): void {
  for (const [name, value] of Object.entries(variables)) refuseIn(value, [name]);
  if (clean.has(document)) return;
  visit(document, {
    StringValue: ({ value }) => {
      if (value.includes('\u0000')) throw refusal('A text in the document');
    },
  });
  clean.add(document);
}

/** A field of an input is named as every other violation names it: from the input on, without the variable. */
function refuseIn(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string' && value.includes('\u0000'))
    throw refusal(path.slice(path.length > 1 ? 1 : 0).join('.'));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) refuseIn(inner, [...path, key]);
}
