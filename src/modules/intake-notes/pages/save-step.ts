import { Injectable } from '@nestjs/common';
import { OddRequest } from '../../../platform/pages/index.js';
import type { FormFields, Language } from '../../../platform/pages/index.js';
import type { ClientActor, Outcome } from '../../../kernel/index.js';
import { ANSWER_RULE_TEXTS, QuestionKind, textIn } from '../domain/index.js';
import type { AnswerRule, Question } from '../domain/index.js';
import type { Intake } from '../intakes.js';
import { SaveIntakeAnswers } from '../save-intake-answers.js';
import type { Problems } from './error-summary.js';
import { INTAKE_MESSAGES } from './messages.js';
import { contradicts, givenBy, sentEntries } from './read-answers.js';
import type { Entries } from './read-answers.js';
import { missingOf } from './steps.js';
import type { Step } from './steps.js';

interface Sent {
  readonly intake: Intake;
  /** Those of the sections that the form was made of, shown or not. */
  readonly questions: readonly Question[];
  readonly fields: FormFields;
  readonly language: Language;
}

export interface Saved {
  readonly intake: Intake;
  /** The questions that the form asked. */
  readonly asked: readonly Question[];
  readonly entries: Entries;
  /** What was not taken, and why. */
  readonly problems: Problems;
}

/** Somebody saved in the meantime, elsewhere. */
export interface ChangedElsewhere {
  readonly entries: Entries;
}

/** Keeps what a page of the form sent. Signatures are left for the moment of sending: nobody signs what they then change. */
@Injectable()
export class SaveStep {
  constructor(private readonly save: SaveIntakeAnswers) {}

  async execute(actor: ClientActor, sent: Sent): Promise<Outcome<Saved, ChangedElsewhere>> {
    const { intake, questions, fields, language } = sent;
    const ids = fields.one('asked').split(' ');
    const asked = questions.filter(({ id }) => ids.includes(id));
    const entries = sentEntries(asked, fields);
    const unsigned = asked.filter(({ kind }) => kind !== QuestionKind.SIGNATURE).map(({ id }) => id);
    const answers = givenBy(new Map([...entries].filter(([id]) => unsigned.includes(id))));
    const outcome = await this.save.execute(actor, { intakeId: intake.draft.id, version: versionIn(fields), answers });
    if (!outcome.ok) return { ok: false, refusal: { entries } };
    const rules = outcome.value.violations.map(
      ({ questionId, rule }) => [questionId, ruleText(rule, language)] as const,
    );
    const both = [...entries].filter(([, entry]) => contradicts(entry)).map(([id]) => id);
    const contradicted = both.map((id) => [id, INTAKE_MESSAGES[language].refusedAndAnswered] as const);
    const problems = new Map([...rules, ...contradicted]);
    return { ok: true, value: { intake: outcome.value.intake, asked, entries, problems } };
  }
}

/** The version of the intake that a form was made from. Throws `OddRequest`. */
export function versionIn(fields: FormFields): number {
  const text = fields.one('version');
  if (!/^\d{1,9}$/.test(text)) throw new OddRequest();
  return Number(text);
}

export const ruleText = (rule: AnswerRule, language: Language): string => textIn(ANSWER_RULE_TEXTS[rule], language);

/** What is missing on these pages of what was asked there. */
export function missingProblems(steps: readonly Step[], { intake, problems }: Saved, language: Language): Problems {
  const missing = steps.flatMap((step) => missingOf(step, intake.answers)).filter(({ id }) => !problems.has(id));
  const { refusable, must } = INTAKE_MESSAGES[language].unanswered;
  return new Map(missing.map((question) => [question.id, question.refusable ? refusable : must]));
}
