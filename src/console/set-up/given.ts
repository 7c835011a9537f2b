type Given<Draft> = { [Name in keyof Draft]: Exclude<Draft[Name], null> };

/** Without what is empty: of something new the API takes what is usual then, or says that it is missing. */
export const given = <Draft extends object>(draft: Draft): Given<Draft> =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== '')) as Given<Draft>;
