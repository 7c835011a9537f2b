import type { IntakeNoteToReadQuery } from '../api/generated/graphql.js';
import type { Plain } from '../notes/note.js';
import { answerWords, inLanguage } from './answer-words.js';
import { replyWords } from './check-in-words.js';
import { changeWords } from './outcome-words.js';
import { rangeWords, suggestionWords } from './plan-terms-words.js';

type Answer = Plain<NonNullable<IntakeNoteToReadQuery['intakeNote']['answers']>[number]>;

describe('the words of the record', () => {
  // The browser's, of which Node 20 knows nothing.
  beforeAll(() => Object.defineProperty(globalThis, 'navigator', { value: { language: 'de-DE' }, configurable: true }));
  const answer = (said: Partial<Answer>): Answer => ({
    ...{ questionId: 'q', state: 'ANSWERED', yes: null, detail: null, options: null, scale: null },
    ...{ date: null, text: null, signature: null, sites: null },
    ...said,
  });
  const label = (text: string) => [{ language: 'en', text }];
  const question = { max: 10, options: [{ id: 'nut', label: label('Nuts') }] };

  it.each<[Partial<Answer>, string]>([
    [{ state: 'REFUSED' }, 'Would rather not say.'],
    [{ state: 'NOT_ANSWERED' }, 'Not answered.'],
    [{ yes: true, detail: 'in spring' }, 'Yes: in spring'],
    [{ yes: false }, 'No'],
    [{ options: ['nut'] }, 'Nuts'],
    [{ scale: 0 }, '0 of 10'],
    [{ sites: [{ region: 'NECK', side: 'LEFT' }] }, 'Neck, left'],
    [{ signature: 'Mira Berg' }, 'Signed: Mira Berg'],
  ])('say of the answer %j: %s', (said, words) => {
    expect(answerWords(question, answer(said))).toBe(words);
  });

  it('are English where the form does not speak the reader’s language', () => {
    expect(inLanguage([{ language: 'fr', text: 'Noix' }, ...label('Nuts')])).toBe('Nuts');
    expect(inLanguage([{ language: 'de', text: 'Nüsse' }, ...label('Nuts')])).toBe('Nüsse');
  });

  it('name a red flag first, and nothing that was not said', () => {
    const nothing = { soreness: null, trend: null, bruising: null, pain: null, sleep: null, mood: null, sites: [] };
    const said = { ...nothing, redFlags: [], otherSymptom: false, remark: '', wantsCall: false };
    expect(replyWords({ ...said, redFlags: ['CHEST_PAIN'], wantsCall: true })).toBe('chest pain, wants a call');
    expect(replyWords({ ...said, soreness: 0, trend: 'SAME' })).toBe('soreness 0/10, the same as the day before');
  });

  it('leave it to the API which way is better', () => {
    expect(changeWords({ difference: -3, direction: 'BETTER', meaningful: true })).toBe('−3, better, meaningful');
    expect(changeWords({ difference: 0, direction: 'SAME', meaningful: false })).toBe('±0, same');
  });

  it('say what is suggested for a plan, and why', () => {
    const longer = { kind: 'LONGER_INTERVAL', reason: 'IMPROVED', interval: 'P14D', pressure: null } as const;
    expect(suggestionWords(longer)).toBe('A longer interval: every 14 days (better at two sessions in a row)');
    expect([rangeWords({ min: 5, max: null }), rangeWords({ min: 3, max: 3 })]).toEqual(['5 or more', '3']);
  });
});
