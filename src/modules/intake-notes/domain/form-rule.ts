/** What keeps a form from being published. */
export enum FormRule {
  EMPTY = 'empty',
  TOO_LARGE = 'too_large',
  BAD_ID = 'bad_id',
  ID_TAKEN = 'id_taken',
  BAD_TEXT = 'bad_text',
  BAD_LIMITS = 'bad_limits',
  BAD_OPTIONS = 'bad_options',
  /** A condition must look back to a question of its own section, of a kind and with options that fit. */
  BAD_CONDITION = 'bad_condition',
  /** A question about a risk must be answered or refused: an open one would say nothing to screening. */
  RISK_NOT_REQUIRED = 'risk_not_required',
  /** A client may refuse whatever bears on their health. */
  RISK_NOT_REFUSABLE = 'risk_not_refusable',
  /** A question about a risk must not disappear because something else is answered with yes. */
  RISK_BEHIND_NO = 'risk_behind_no',
  /** Grown-ups and guardians must each be asked, at every visit and without a condition, for one signature. */
  NO_SIGNATURE = 'no_signature',
}
