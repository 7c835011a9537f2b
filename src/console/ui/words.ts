/** `lower back` of `LOWER_BACK`: names that the API gives to places, techniques and the like are words already. */
export const wordsOf = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
