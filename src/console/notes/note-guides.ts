import { useQuery } from 'urql';
import { NoteGuidesDocument } from '../api/generated/graphql.js';
import type { NoteGuidesQuery } from '../api/generated/graphql.js';

export type NoteGuides = Omit<NoteGuidesQuery, '__typename'>;

const NONE: NoteGuides = { techniques: [], instruments: [], movements: [], selfCareLibrary: [] };

/** What notes can name, and how much of it there can be: empty until it has been read. */
export function useNoteGuides(): NoteGuides {
  const [{ data }] = useQuery({ query: NoteGuidesDocument });
  return data ?? NONE;
}
