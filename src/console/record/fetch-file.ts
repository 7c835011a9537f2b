import type { Credentials } from '../api/client.js';

/** A file of the record, or the sentence that says why not: files go over plain HTTP, with the token that operations have. */
export async function fetchFile(
  credentials: Credentials,
  id: string,
): Promise<{ readonly file: Blob } | { readonly refusal: string }> {
  if (credentials.isEnding()) await credentials.renew();
  const headers = { authorization: `Bearer ${credentials.accessToken() ?? ''}` };
  try {
    const answer = await fetch(`/attachments/${id}`, { headers, cache: 'no-store' });
    if (answer.ok) return { file: await answer.blob() };
    return { refusal: ((await answer.json()) as { message: string }).message };
  } catch (error) {
    if (error instanceof TypeError) return { refusal: 'The program does not answer. Try again.' };
    throw error;
  }
}
