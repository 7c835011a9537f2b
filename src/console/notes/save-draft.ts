import type { Client, OperationResult } from '@urql/core';
import { SaveNoteDraftDocument } from '../api/generated/graphql.js';
import type { SaveNoteDraftMutation } from '../api/generated/graphql.js';
import { answerOf } from '../api/answer.js';
import { isOffline, isUnauthenticated } from '../api/failure.js';
import type { Attempt, SaveAnswer } from './draft-state.js';
import { toKeptDraft } from './note.js';

const PATIENCE_MS = 15_000;
const SILENCE: SaveAnswer = { kind: 'unanswered', why: 'The program does not answer. It is tried again.' };

/** One save and what came of it. The keeper tries again by the key that it has made, which `useAct` would make anew. */
export function saveBy(client: Client, appointmentId: string): (attempt: Attempt) => Promise<SaveAnswer> {
  return ({ note, version, key }) => {
    const input = { appointmentId, version, note };
    const answer = client.mutation(SaveNoteDraftDocument, { input, key }).toPromise().then(toSaveAnswer);
    const silence = new Promise<SaveAnswer>((resolve) => setTimeout(resolve, PATIENCE_MS, SILENCE));
    return Promise.race([answer, silence]);
  };
}

function toSaveAnswer({ data, error }: OperationResult<SaveNoteDraftMutation>): SaveAnswer {
  if (error && (isOffline(error) || isUnauthenticated(error))) return SILENCE;
  const result = data?.saveSessionNoteDraft;
  if (result?.__typename === 'SessionNoteDraftPayload') return { kind: 'saved', draft: toKeptDraft(result.draft) };
  if (result?.__typename === 'DraftConflict')
    return { kind: 'conflict', theirs: toKeptDraft(result.current), differences: result.differences };
  if (result) return { kind: 'refused', why: result.message, fields: {} };
  const refused = answerOf({ error: error! }, () => ({}));
  return refused && 'refusal' in refused ? { kind: 'refused', why: refused.refusal, fields: refused.fields } : SILENCE;
}
