/**
 * Of the name of a member of staff, which is one text: its first word that is no title, or the first one after a comma. A message
 * says no more of anybody's name (DOMAIN.md, Messages).
 */
export function firstNameOf(name: string): string {
  const [whole, given] = name.split(',', 2);
  const words = (given?.trim() || whole!).trim().split(/\s+/);
  return words.find((word) => !word.endsWith('.')) ?? words[0]!;
}
