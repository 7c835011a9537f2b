interface Named {
  readonly givenName: string;
  readonly familyName: string;
}

export const fullName = ({ givenName, familyName }: Named): string => `${givenName} ${familyName}`;

/** Who, and how to reach them. */
export function Contact({
  person,
}: {
  person: Named & { readonly phone?: string | null; readonly email?: string | null };
}) {
  const { phone, email } = person;
  return (
    <>
      {fullName(person)}
      {phone && (
        <>
          {' · '}
          <a href={`tel:${phone}`}>{phone}</a>
        </>
      )}
      {email && (
        <>
          {' · '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
    </>
  );
}
