import type { RiskCode } from '../../screening/domain/index.js';

/** One text in every language that it was written in, by BCP 47 tag. English is always there. */
export type Texts = Readonly<Record<string, string>> & { readonly en: string };

export enum QuestionKind {
  TEXT = 'text',
  CHOICE = 'choice',
  MULTI_CHOICE = 'multi_choice',
  SCALE = 'scale',
  DATE = 'date',
  YES_NO = 'yes_no',
  BODY_MAP = 'body_map',
  SIGNATURE = 'signature',
}

/** Which days a date question accepts, as seen from the day on which it is answered. */
export enum DateRange {
  PAST = 'past',
  FUTURE = 'future',
  ANY = 'any',
}

/** Whom a question is for: grown-ups, minors (for whom a guardian fills in and signs), or both where it says nothing. */
export enum Filler {
  ADULT = 'adult',
  GUARDIAN = 'guardian',
}

/** At which visits a question is asked. */
export enum AskedAt {
  /** Once; what was answered stands until somebody says that it changed. */
  FIRST_VISIT = 'first_visit',
  /** Afresh every time: how somebody is today, and what they agree to and sign. */
  EVERY_VISIT = 'every_visit',
}

/**
 * When a question is shown. Only what was said shows a question, never what was left unsaid: so nothing disappears because
 * somebody answers more. A question that is not shown itself counts as not answered.
 */
export type Condition =
  | { readonly question: string; readonly is: 'yes' | 'no' }
  /** At least one of these options was chosen. */
  | { readonly question: string; readonly anyOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export interface Option {
  /** Stable within its question for as long as the form lives: answers hold it. */
  readonly id: string;
  readonly label: Texts;
  /** What choosing it says to screening. */
  readonly risk?: RiskCode;
  /** Stands alone: "none of these". */
  readonly exclusive?: boolean;
}

interface Asked {
  /** Stable for as long as the form lives: answers hold it. */
  readonly id: string;
  readonly label: Texts;
  readonly help?: Texts;
  /** Must be answered or, where that is allowed, refused, before the form can be submitted. */
  readonly required: boolean;
  /** Whether "I would rather not say" is an answer. */
  readonly refusable: boolean;
  readonly showIf?: Condition;
  readonly filler?: Filler;
}

/** The risks that a follow-up question says more about: when, where, or what exactly. */
interface Details {
  readonly tellsAbout?: readonly RiskCode[];
}

export type TextQuestion = Asked &
  Details & {
    readonly kind: QuestionKind.TEXT;
    /** In characters, 1 to 4000. */
    readonly maxLength: number;
    /** Several lines. */
    readonly long?: boolean;
  };
export type ChoiceQuestion = Asked &
  Details & { readonly kind: QuestionKind.CHOICE | QuestionKind.MULTI_CHOICE; readonly options: readonly Option[] };
export type ScaleQuestion = Asked & {
  readonly kind: QuestionKind.SCALE;
  readonly min: number;
  readonly max: number;
  readonly minLabel: Texts;
  readonly maxLabel: Texts;
};
export type DateQuestion = Asked & Details & { readonly kind: QuestionKind.DATE; readonly range: DateRange };
export type YesNoQuestion = Asked & {
  readonly kind: QuestionKind.YES_NO;
  /** What "yes" says to screening. */
  readonly risk?: RiskCode;
  /** Where a "yes" may say more in words, what is asked for. */
  readonly detail?: Texts;
};
/** Marking a place says that the risk, where there is one, is there. */
export type BodyMapQuestion = Asked & Details & { readonly kind: QuestionKind.BODY_MAP; readonly risk?: RiskCode };
export type SignatureQuestion = Asked & { readonly kind: QuestionKind.SIGNATURE };

export type Question =
  TextQuestion | ChoiceQuestion | ScaleQuestion | DateQuestion | YesNoQuestion | BodyMapQuestion | SignatureQuestion;

export interface Section {
  readonly id: string;
  readonly title: Texts;
  readonly intro?: Texts;
  readonly asked: AskedAt;
  readonly questions: readonly Question[];
}

/** What is asked of a client, as data. A published one never changes. */
export interface Form {
  readonly sections: readonly Section[];
}

export const questionsOf = ({ sections }: Form): Question[] => sections.flatMap(({ questions }) => questions);

/** In the language asked for, or that of its first part (`pt` for `pt-BR`), or English. */
export const textIn = (texts: Texts, language: string): string =>
  texts[language] ?? texts[language.split('-')[0]!] ?? texts.en;
