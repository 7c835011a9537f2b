/** How a form's fields are called. Ids of questions hold no dot, so that no question can take another's field. */
export const fieldOf = (questionId: string): string => `a.${questionId}`;
export const detailOf = (questionId: string): string => `a.${questionId}.detail`;
export const refusalOf = (questionId: string): string => `a.${questionId}.refused`;

/** The value of "I would rather not say" among options, none of which is called so. */
export const REFUSE = '~';

/** Where a page's address can point to: the question. */
export const anchorOf = (questionId: string): string => `q-${questionId}`;

/** Where the summary of errors points to: the first field of the question. */
export const firstOf = (questionId: string): string => `i-${questionId}`;
