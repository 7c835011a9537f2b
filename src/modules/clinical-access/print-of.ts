import type { Json, Print } from './record-part.js';

const LONG = 70;
const MOST_COLUMNS = 6;

type Members = { readonly [key: string]: Json | undefined };
type Facts = [label: string, value: string][];

/**
 * Sets what an entry says in JSON on paper: short values side by side with their names, long texts under theirs, lists of things
 * as tables. What is empty is left out.
 */
export function printOf(data: Members): Print[] {
  const facts: Facts = [];
  const rest: Print[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined || isEmpty(value)) continue;
    if (Array.isArray(value) && value.some(isMembers)) rest.push(...tableOf(labelOf(key), value as Members[]));
    else if (isMembers(value)) rest.push(...printOf(value).map((print) => under(labelOf(key), print)));
    else if (isLong(value)) rest.push({ kind: 'text', label: labelOf(key), text: textOf(value) });
    else facts.push([labelOf(key), textOf(value)]);
  }
  return facts.length > 0 ? [{ kind: 'facts', facts }, ...rest] : rest;
}

/** `scoresBefore` as "Scores before". */
export function labelOf(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const isLong = (value: Json): boolean => typeof value === 'string' && (value.length > LONG || value.includes('\n'));

/** Codes are read as words: `deep_tissue` is "deep tissue". */
function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => textOf(one as Json)).join(', ');
  return Object.entries(value)
    .filter(([, member]) => member !== undefined && !isEmpty(member))
    .map(([key, member]) => `${labelOf(key).toLowerCase()}: ${textOf(member)}`)
    .join('; ');
}

function tableOf(label: string, rows: readonly Members[]): Print[] {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) =>
    rows.some((row) => row[key] !== undefined && !isEmpty(row[key])),
  );
  if (keys.length === 0) return [];
  if (keys.length > MOST_COLUMNS) {
    return rows.map((row, at) => ({ kind: 'facts', facts: [[`${label} ${at + 1}`, textOf(row)]] }));
  }
  const head: Print = { kind: 'text', label, text: '' };
  return [
    head,
    { kind: 'table', columns: keys.map(labelOf), rows: rows.map((row) => keys.map((key) => textOf(row[key]))) },
  ];
}

const under = (label: string, print: Print): Print =>
  print.kind === 'facts'
    ? { kind: 'facts', facts: print.facts.map(([name, value]) => [`${label}: ${name.toLowerCase()}`, value]) }
    : print.kind === 'text'
      ? { ...print, label: `${label}: ${print.label.toLowerCase()}` }
      : print;
