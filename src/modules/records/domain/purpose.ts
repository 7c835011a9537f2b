/** For whom a record is handed over. */
export const PURPOSES = ['client', 'clinic'] as const;
export type Purpose = (typeof PURPOSES)[number];
