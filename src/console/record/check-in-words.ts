import type { RecordCheckInsQuery } from '../api/generated/graphql.js';
import type { Plain } from '../notes/note.js';
import { siteWords } from '../notes/note-words.js';
import { wordsOf } from '../ui/words.js';

type CheckIn = RecordCheckInsQuery['checkIns']['edges'][number]['node'];
type Reply = Plain<NonNullable<CheckIn['answers'][number]['said']>>;

export const TRIAGE: Readonly<Record<CheckIn['answers'][number]['triage'], string>> = {
  EMERGENCY: '! emergency',
  REFER: '! refer',
  FOLLOW_UP: '△ to follow up',
  WATCH: '△ to watch',
  EXPECTED: '✓ as expected',
};

export const STATE: Readonly<Record<CheckIn['state'], string>> = {
  ANSWERED: 'answered',
  CALLED_OFF: 'called off',
  NO_ANSWER: 'not answered',
  OPEN: 'not answered yet',
};

/** All that a client said, but for the remark, which stands in their own words. */
export const replyWords = (said: Reply): string =>
  [
    ...said.redFlags.map(wordsOf),
    said.soreness !== null && `soreness ${said.soreness}/10`,
    said.sites.length > 0 && said.sites.map(siteWords).join('; '),
    said.trend && `${wordsOf(said.trend)} than the day before`.replace('same than', 'the same as'),
    said.bruising && 'bruises',
    said.otherSymptom && 'something unusual',
    said.pain !== null && `pain ${said.pain}/10`,
    said.sleep !== null && `sleep ${said.sleep}/10`,
    said.mood !== null && `mood ${said.mood}/10`,
    said.wantsCall && 'wants a call',
  ]
    .filter(Boolean)
    .join(', ');
