/**
 * Texts hold nothing but variables in double braces. Practices write them, and what goes in is data: a text can ask for nothing
 * else, and what is filled in is never read as a text.
 */
const VARIABLE = /\{\{\s*([a-z_]+)\s*\}\}/g;
const BRACES = /\{\{|\}\}|\{%|%\}/;

/** Why a text cannot be used. */
export type TextProblem = { readonly kind: 'not_plain' } | { readonly kind: 'unknown_variable'; readonly name: string };

/** Null where every brace is a variable of those that are known. */
export function problemOf(text: string, known: readonly string[]): TextProblem | null {
  if (BRACES.test(text.replace(VARIABLE, ''))) return { kind: 'not_plain' };
  const unknown = [...text.matchAll(VARIABLE)].map(([, name]) => name!).find((name) => !known.includes(name));
  return unknown === undefined ? null : { kind: 'unknown_variable', name: unknown };
}

/**
 * Fills in the variables. A line that only asked for what nobody knows, as the phone of a clinic that has none, is left out.
 * Throws for a variable that is not given: it would leave a gap in a sentence.
 */
export function renderText(text: string, variables: Readonly<Record<string, string>>): string {
  const paragraphs = text.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n').map((line) => filledIn(line, variables));
    return lines.filter((line) => line.trim() !== '').join('\n');
  });
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

const filledIn = (line: string, variables: Readonly<Record<string, string>>): string =>
  line.replace(VARIABLE, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`A text asks for "${name}", which this message does not have.`);
    return value.replace(/\s+/g, ' ');
  });
